extension Tool {
    /// Programs that run the command behind their own options and operands.
    static let wrappers: [Tool] = [
        Tool(
            "sudo",
            """
            -E|--preserve-env -H|--set-home -n|--non-interactive -i|--login -s|--shell \
            -S|--stdin -u|--user= -g|--group= -h|--host= -p|--prompt= -C|--close-from= \
            -D|--chdir= -R|--chroot= -T|--command-timeout= -r|--role= -t|--type= -b|--background \
            -k -K -l -v
            """, runsCommandAfter: 0),
        Tool("doas", "-u= -C= -n -s -L", runsCommandAfter: 0),
        Tool(
            "env",
            """
            -i|--ignore-environment -u|--unset= -C|--chdir= -S|--split-string= -0|--null \
            -v|--debug
            """, runsCommandAfter: 0),
        Tool("exec", "-c -l -a=", runsCommandAfter: 0),
        Tool("command", "-p -v -V", runsCommandAfter: 0, runsNoneWith: "v V"),
        Tool("builtin", runsCommandAfter: 0),
        Tool(
            "time",
            "-p|--portability -v|--verbose -a|--append -q|--quiet -o|--output= -f|--format=",
            runsCommandAfter: 0),
        Tool("nice", "-n|--adjustment=", runsCommandAfter: 0),
        Tool("ionice", "-c|--class= -n|--classdata= -t|--ignore -p|--pid=", runsCommandAfter: 0),
        Tool(
            "nohup setsid fakeroot eatmydata chronic unbuffer linux32 linux64 exec-with-env",
            runsCommandAfter: 0),
        Tool("stdbuf", "-i|--input= -o|--output= -e|--error=", runsCommandAfter: 0),
        Tool(
            "timeout", "-s|--signal= -k|--kill-after= --preserve-status --foreground -v|--verbose",
            runsCommandAfter: 1),
        Tool("gosu su-exec", runsCommandAfter: 1),
        Tool("chroot", "--userspec= --groups= --skip-chdir", runsCommandAfter: 1),
        Tool(
            "flock",
            """
            -n|--nonblock -w|--timeout= -x|--exclusive -s|--shared
            """, runsCommandAfter: 1),
        Tool(
            "setpriv",
            """
            --reuid= --regid= --groups= --clear-groups --init-groups --keep-groups \
            --no-new-privs --bounding-set= --inh-caps= --ambient-caps= --securebits= \
            --pdeathsig=
            """, runsCommandAfter: 0),
        Tool("tini", "-s -g -w -v -p= -e=", runsCommandAfter: 0),
        Tool("dumb-init", "-c|--single-child -v|--verbose -r|--rewrite=", runsCommandAfter: 0),
        Tool("catatonit", "-g -P", runsCommandAfter: 0),
        Tool("busybox", runsCommandAfter: 0),
        Tool(
            "xargs",
            """
            -0|--null -r|--no-run-if-empty -t|--verbose -p|--interactive -x|--exit \
            -a|--arg-file= -d|--delimiter= -E= -I= -L|--max-lines= -n|--max-args= \
            -P|--max-procs= -s|--max-chars=
            """, runsCommandAfter: 0),
        Tool("strace", "-f -e= -o= -p= -s= -u=", runsCommandAfter: 0),
    ]
}
