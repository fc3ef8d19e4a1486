from commands.menu import main

main()
