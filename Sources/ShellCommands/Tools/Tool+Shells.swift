extension Tool {
    /// Shells and their builtins, and interpreters.
    static let shells: [Tool] = [
        Tool(
            "sh bash dash ash zsh ksh mksh rbash",
            """
            -c -o= -O= -e -u -x -l|--login -i -s -v -n --norc --noprofile --rcfile= \
            --init-file= --posix
            """,
            endsAtOperand: true),
        Tool("eval source . trap", endsAtOperand: true),
        Tool("exit return break continue shift wait jobs bg fg times", style: .words),
        Tool("set", "-o=", endsAtOperand: false),
        Tool("shopt", "-s -u -q -p -o"),
        Tool("export declare typeset local readonly unset", "-f -n -p -x -r -a -A -i -g -v"),
        Tool("ulimit", "-n= -u= -c= -s= -l= -v= -S -H -a"),
        Tool(
            "alias hash umask read test [",
            """
            -r -p= -t= -n= -d= -f= -e -s -x -z -w -L -h -a= -S -g -u
            """, style: .words),
        Tool(
            "python pypy", "-m= -c -W= -X= -u -B -s -S -E -I -O -OO -v -V|--version -q -x -i",
            endsAtOperand: true, runsModuleOf: "m"),
        Tool("perl", "-e= -E= -I= -M= -m= -n -p -i=? -w -l -a -0 -F=", endsAtOperand: true),
        Tool("ruby", "-e= -I= -r= -C= -n -p -w -v -W", endsAtOperand: true),
        Tool("php", "-r= -d= -c= -f= -S= -t= -m -n -i -v", endsAtOperand: true),
        Tool(
            "node nodejs",
            """
            -e|--eval= -p|--print= -r|--require= --import= -c|--check -i -v
            """, endsAtOperand: true),
        Tool(
            "java",
            """
            -jar= -cp|-classpath|--class-path= -m|--module= -p|--module-path= --add-opens= \
            --add-exports= --add-modules= -version
            """,
            style: .singleDash, endsAtOperand: true),
    ]

    /// What builds software.
    static let builders: [Tool] = [
        Tool(
            "make gmake",
            """
            -C|--directory= -f|--file|--makefile= -j|--jobs=? -I= -l= -o= -W= -k -s -B -n -e
            """),
        Tool(
            "cmake",
            """
            -B= -S= -G= -D= -C= -U= -T= -A= -E= -P= --build= --install= --target|-t= \
            --config= -j|--parallel= --preset= --prefix= --toolchain= -Wno-dev
            """),
        Tool("ninja meson", "-C= -f= -j= -k= -l= -D= --prefix= --buildtype= -v"),
        Tool(
            "gcc g++ cc c++ clang clang++",
            """
            -o= -I= -L= -l= -D= -x= -std= -c -E -S -g
            """, style: .singleDash),
        Tool("patch", "-p|--strip= -i|--input= -d|--directory= -o= -R -N -f -s -b"),
        Tool("ldconfig strip ranlib", "-f= -C= -v -n -s -g -x"),
    ]
}
