/// The passwords met most often in published leaks: what zxcvbn's list of the 47,000 commonest holds (MIT licence, dropbox/zxcvbn), without vulgar ones.
enum CommonPasswordList {
    /// Those of twelve characters and more.
    static let whole: Set<Substring> = Set(
        """
        123qweasdzxc 1qaz2wsx3edc q1w2e3r4t5y6 1q2w3e4r5t6y mailcreated5240 qazwsxedcrfv 123456qwerty qwerty123456 polniypizdec0211 sojdlg123aljg
        leavemealone 123456654321 gfhjkmgfhjkm qazwsxedc123 ghjcnjgfhjkm sonyericsson zxcasdqwe123 ghhh47hj7649 123456789qwe 1qazxsw23edc masterbating
        qwerasdfzxcv qweasdzxc123 flvbybcnhfnjh 123456789987654321 112233445566 finalfantasy ghbdtnrfrltkf websolutions chickenwing101
        1qaz2wsx3edc4rfv unbelievable administrator justinbieber contortionist masturbation newproject2004 needforspeed businessbabe 123456789123
        masterbaiting supernatural maurolarastefy scandinavian domainlock2005 professional dkflbvbhjdbx hd764nw5d7e1vb1 qazwsxedcrfvtgb dkflbvbhjdyf
        counterstrike zaq1xsw2cde3 vfvfvskfhfve ghjcnjghjcnj fkmnthyfnbdf 123456789abc admin18533362 intelligence 23176djivanfros 123456789qwerty
        qazxswedcvfr qwertyasdfgh 1111111111zz whosyourdaddy fktrcfylhjdyf fktrcfylhjdbx 123456789qaz 541233432442 12345678900987654321 password1234
        ghbdtnghbdtn 010203040506 lost4815162342 chesterfield 102030405060 vanyarespekt combat123654 qwerty123456789 devilmaycry4 transformers
        iseedeadpeople 89231243658s 123456789qqq jamesbond007 4815162342lost 123123qweqwe qwertyytrewq 1234567890qw 1234qwerasdf 123qwe456rty
        asdfghjkl123 ghjcnjrdfibyj international qwertyuiop123 saun24865709 q1w2e3r4t5y6u7 1qa2ws3ed4rf 123456789zxc polniypizdec110211 ptybnxtvgbjy
        12345678987654321 mevefalkcakk playstation3 31217221027711 cosmopolitan q1w2e3r4t5y6u7i8 zqjphsyf6ctifgu 1234567890qwe hedimaptfcor
        lhbjkjubz2957704 andrewjackie networkingpe 12qw34er56ty 1qazxsw23edcvfr4 159753456852 123456782000 christopher1 ingodwetrust installdevic
        digitalprodu philadelphia minecraft123 boy4u2ownnyc peanutbutter an83546921an13 1234567890zzz olcrackmaster abc123456789 auckland2010
        residentevil qawsedrftgyh 123321qweewq 32615948worms 742617000027 nemvxyheqdd5oqxyxyzi avrillavigne massimiliano 012345678910 41d8cd98f00b
        nhfdvfnjkju123 gjkysqgbpltw temppassword ticketmaster 01telemike01 p030710p$e4o stratocaster punksnotdead playstation2 fynfyfyfhbde
        ghjcnjqgfhjkm nightcrawler installsqlst 123456789101 frederiksberg 1234567890qaz 1a2s3d4f5g6h sanfrancisco 89876065093rax ghjcnjgbpltw
        1234567qwertyu 1234qwerasdfzxcv lytghjgtnhjdcr schoolgirlie 111222333000 zaqwsxcderfv seemnemaailm nhecsyfujkjdt qwaszxerdfcv antananarivu
        vfrcbvvfrcbv greenlantern q1w2e3r4t5y6u7i8o9p0 passwordstandard corperfmonsy maprchem56458 warhammer40k construction 1234567890qwerty
        morganstanley 1234567890987654321 cjdthitycndj bltynbabrfwbz stinkyfinger qwertyuiop10 qazxswedc123 iampurehaha2 zxcvbn123456 gtnhjpfdjlcr
        123321456654 59382113kevinp bpgjldsgjldthnf rfnthbyf1988 1qa2ws3ed4rf5tg qwertyuiop12345 nhfycajhvths msorcloledbr stickdaddy77 vfhbyfvfhbyf
        cheeseburger asdfgh123456 123456789asd specialinsta michaeljackson webuivalidat 1234567887654321 1234567892000 ilovemyfamily weihnachtsbau
        satisfaction 014702580369 qaz123wsx456 123456789qwer 111222333444555 123456789000 systemofadown vladimirovna 122333444455555 amadeusptfcor
        zxcvbnm123456789 websolutionssu mortalkombat paraklast1974 minnesota_hp nondriversig 123qwerty123 necronomicon a1s2d3f4g5h6 z1x2c3v4b5n6m7
        ghjnbdjcnjzybt thecakeisalie fktrcfylhjdf qwertyuiop12 ontheoutside zcfvfzkexifz sonnenschein wazzkaprivet xxxp455w0rd5 qwertasdfgzxcvb
        weihnachtsbaum ghjatccbjyfk nick1234-rem936 aksjdlasdakj89879 ntktdbpjh1994 23wkoa0fp78dk fatima753357 6215mila6215 zaq12wsxcde3 anytimetoday
        love777321777 123456789aaa 4815162342lf pfqwtd27121988 cnfc35762209 ktjynsq40147 1a2a3a4a5a6a zxcvbnmmnbvcxz bullnuts2003 findaupair007
        sdicmt7seytn gfhfktkjuhfv z1x2c3v4b5n6 entertainment qazwsx123456 lytdybrbdfvgbhf foreveryoung 050605rostik 420842084208555 19960610ilja
        ipo54tj45uy856 89063032220m civilization 89semtsriuty badiman28200 123ewqasdcxz nhbujyjvtnhbz edwardcullen blacksonblon polniypizdec1102
        ne_e_pod_chehyl 123456zxcvbn ghtdtlvtldtl 12345677654321 alpha135792468 hd764nw5d7e1vbv josephphone7 gthtrfnbgjkt configuratio msoracle32re
        passwordassword ronaldinho10 bhrh0h2oof6xbqjeh 193570356033 123456789012 1234567890123 qwertyuiop[] qwerty1234567 qwertyuiopasdfgh
        zxcvbnm12345 passwordpassword password12345 password123456 letmeinletmein iloveyou1234 iloveyouforever welcome12345 welcome123456
        administrator1 changemeplease changeme1234 trustno1trustno1 abcd12345678 a123456789012 123456abcdef correcthorsebatterystaple thisismypassword
        mypassword123 mynameisjohn liverpoolfc1 manchesterunited arsenalarsenal chelseachelsea footballfootball sunshine1234 princess1234 superman1234
        batmanbatman starwars1234 dragondragon monkeymonkey masterpassword secretsecret supersecret123 internetexplorer microsoft123 playstation4
        pokemonpokemon alexander123
        """.split { $0 == " " || $0 == "\n" })

    /// The thousand commonest that are one word, and the words of a practice: what longer ones are put together from.
    static let words: Set<Substring> = Set(
        """
        password qwerty dragon baseball football monkey letmein shadow master michael mustang qwertyuiop superman qazwsx jordan jennifer killer hunter
        harley zxcvbnm asdfgh buster andrew batman soccer tigger charlie robert sunshine thomas iloveyou ranger daniel hockey george computer michelle
        jessica starwars pepper klaster zxcvbn freedom princess joshua maggie ginger amanda ashley cheese nicole summer matthew chelsea dallas biteme
        matrix william yankees taylor corvette austin access martin heather thunder merlin secret diamond hello anthony hammer silver gfhjkm justin
        patrick richard bailey internet samantha golfer scooter orange cookie maverick jackson sparky phoenix mickey bigdog snoopy guitar whatever
        chicken morgan andrea camaro mercedes peanut ferrari falcon cowboy welcome samsung steelers smokey joseph dakota melissa arsenal boomer eagles
        tigers marina nascar gateway yellow porsche monster spider diablo hannah bulldog junior london purple compaq lakers iceman hardcore cowboys
        money banana boston brandon tennis johnny miller coffee scooby edward nikita yamaha mother barney brandy chester oliver charles player knight
        forever steven rangers midnight chicago bigdaddy redsox victoria angel badboy please fender chris jasper james slayer rabbit natasha rachel
        marine wizard marlboro raiders prince casper fishing flower crystal jasmine iwantu panties adidas winter winner gandalf enter ghbdtn angela
        golden lauren cocacola winston madison angels panther blowme spanky shannon sophie johnson asdfasdf david toyota tiger murphy canada danielle
        jonathan muffin liverpoo cooper apples dennis jackie black sandra pokemon slipknot carlos qazxsw scorpion qwaszx nathan butter startrek
        rainbow asdfghjkl newyork redskins gemini cameron qazwsxedc florida liverpool turtle nicholas wilson sierra viking booger butthead doctor
        rocket victor dolphins captain bandit jaguar packers pookie peaches dolphin helpme tucker theman maxwell tiffany jeremy qwertyui debbie albert
        lovers maddog monica united giants nirvana metallic hotdog rosebud mountain benjamin warrior stupid elephant success jackass bonnie alexis
        lucky jason scorpio samson azerty driver freddy willie calvin sydney gators dexter bubba creative voodoo happy arthur trouble america nissan
        gunner stella rebecca garfield gordon jessie parker asdfghjk apollo eminem december legend airborne beavis august apple brooklyn godzilla
        skippy buddy qwert kitten magic shelby beaver phantom nothing asdasd williams xavier braves darkness travis copper platinum qweqwe tomcat
        girls bigboy green power animal police online voyager lifehack sniper trinity walter blazer heaven lover snowball playboy loveme bubbles
        hooters cricket marvin willow donkey topgun nintendo family saturn november destiny gabriel pakistan pumpkin digital sergey redwings explorer
        chance private runner therock guinness lasvegas beatles cassie christin celtic andrey broncos babygirl nelson donald eclipse scott fluffy
        louise cartman michigan carolina testing little samuel alexande steve birdie pantera cherry gibson sharon vampire peter mexico buffalo genius
        montana minecraft maximus flyers school lovely stalker metallica doggie carter kristina kimberly spencer snickers barbara speedy sabrina
        carmen marcus bronco friends paradise yankee horses magnum dreams caroline lacrosse goober enigma member qwertyu scotty pimpin bollocks sammy
        surfer brian poohbear genesis qweasdzxc racing friend hawaii viper october vanessa billy poopoo einstein stanley walker drowssap courtney
        simple stephen badger alaska action denise jester drummer spitfire patricia forest maryjane champion diesel svetlana friday kevin gregory
        pamela frank hotrod chevy anderson westside douglas security google badass tester shorty thumper hitman mozart general reddog music alexander
        melanie lizard ruslan vincent eagle scarface teresa sweet marshall olivia buddha veronica frankie spirit stargate antonio naruto mercury
        natalie liberty semperfi suzuki popcorn spooky marley system brittany scotland kelly claudia kitty cherokee vikings simpsons death rascal
        leslie qweasd jimmy hummer loveyou patches allison rocky adrian russia jupiter penguin passion howard vfhbyf honda vladimir andre franklin
        sandman homer passport raider bastard infinity assman bulldogs fantasy horney domino budlight disney norman ironman softball francis bishop
        brutus jeffrey redrum bigred brooke jesus mnbvcxz fktrcfylh karina marines digger ireland kawasaki cougar fireman oksana college russell
        alicia houston monday bradley sarah justice super wildcats tinker logitech duncan dancer swordfis avalon everton reggie alexandr motorola
        timothy molly patriots hentai madonna claire eugene ducati colorado connor indian kermit juventus galore house smooth freeuser warcraft
        simpson boogie titanic wolverin elizabet arizona valentin georgia saints asdfg accord baxter denver mitchell christ yfnfif smith stinky
        zachary roland brenda spiderma naughty chopper extreme skyline water virginia zombie pearljam froggy awesome vision pirate fylhtq alyssa
        dreamer bullet predator empire kirill people panthers elvis skipper nemesis peekaboo simon rolltide alison american cardinal arnold daddy
        psycho danger mookie wanker chevelle manutd goblue hobbes vegeta tommy fyfcnfcbz picard burton bobby windows loverboy victory vfrcbv bambam
        serega turkey tweety galina hiphop rooster changeme berlin taurus polina electric ronald avatar maksim raptor hendrix newport kenneth brazil
        spring madmax england alpha france britney sublime darkside bigman wolfpack classic hercules lawrence lincoln ronaldo spiderman blizzard
        cheyenne cjkysirj wombat raymond brother kristen pandora holiday simone wildcat devils kramer horse alabama caesar basketball sterling bondage
        carrie pickle shaggy sports leather chronic flowers admin robbie perfect gracie airplane kodiak freepass amber billybob sunset katana crazy
        maria phpbb chocolat snowman stingray candy firebird wolves zeppelin detroit garcia pontiac gundam panzer fisher pretty outlaw connie business
        trevor honey redhead tarheels greenday nastya hardon engineer savage hellfire serenity cobra service michele sasha fireball lickme miranda
        darkstar flash remember white harvey oscar strike beauty freddie pavilion bobafett dbrnjhbz bigmac bowling clinton ytrewq future jenny jones
        wallace harrison natali pyramid rulez dodgers apache swimming morris whynot teens trooper defender precious packard weasel popeye lucifer
        cancer icecream raven stewart swordfish tanner presario sandy viktor rockstar blonde manager cheryl norton control wutang spike julian atlanta
        airforce thailand casino looking lennon mouse paris hacker bluebird hawkeye theone catfish elaine sailor goldfish dustin nfnmzyf light tattoo
        design pervert barbie maxima roscoe nipples machine trucks herman wrangler rocks tornado lights cadillac bubble jerry pegasus madman longhorn
        philip laura browns target orlando eatme stefan microsoft dilbert katie christia baller winnie cannon lesbian shooter xfiles street seattle
        qazqaz cthutq amateur prelude corona freaky malibu beach assassin atlantis integra pussies iloveu regina lonewolf dragons unicorn software
        bobcat stealth kristin stacey peewee openup student srinivas angelina newton leonardo young zaqwsx valentina shotgun lolita trigger enjoy
        athena veronika bruins coyote babydoll joker country dollar lestat hottie random butterfly potter wordpass smiley sweety snake chipper woody
        samurai devildog gizmo video valerie maddie powers mistress flipper express hjvfirf elena moose cessna piglet goldie polaris teacher montreal
        cookies surgery practice practicerota surgery practice rota clinic medical hospital patient nurse
        """.split { $0 == " " || $0 == "\n" })
}
