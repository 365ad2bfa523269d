import Foundation

let words = Array(CommandLine.arguments.dropFirst())
switch words.first {
case "generate": exit(Generate.run(Array(words.dropFirst())))
case "score": exit(Score.run(Array(words.dropFirst())))
default: exit(2)
}
