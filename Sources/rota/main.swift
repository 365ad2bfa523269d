import Glibc
import RotaCommands

exit(CommandLineProgram.run(Array(CommandLine.arguments.dropFirst())))
