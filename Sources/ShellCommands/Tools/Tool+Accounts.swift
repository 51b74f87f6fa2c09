extension Tool {
    /// Users, groups and rights.
    static let accounts: [Tool] = [
        Tool(
            "useradd usermod",
            """
            -l|--no-log-init -u|--uid= -g|--gid= -G|--groups= -d|--home-dir|--home= -s|--shell= \
            -c|--comment= -p|--password= -m|--create-home -M|--no-create-home -N|--no-user-group \
            -U|--user-group -r|--system -o|--non-unique -b|--base-dir= -e|--expiredate= \
            -f|--inactive= -k|--skel= -K|--key= -R|--root= -P|--prefix= -D|--defaults \
            -Z|--selinux-user= -a|--append -L|--lock -F
            """),
        Tool(
            "adduser",
            """
            -u|--uid= -g|--gecos= -G|--ingroup= -h|--home= -s|--shell= -k|--skel= -D -S -H \
            --gid= --group --system --disabled-password --disabled-login --no-create-home \
            -q|--quiet --force-badname --conf= --firstuid= --lastuid= -d= -c= -l -m -M -N -r -p= \
            -b=
            """),
        Tool(
            "groupadd groupmod addgroup",
            """
            -g|--gid= -S -r|--system -o|--non-unique -f|--force -n|--new-name= -K= -p= -R= \
            -q|--quiet
            """),
        Tool("deluser delgroup userdel groupdel", "-r|--remove --remove-home -f|--force"),
        Tool("chpasswd", "-e|--encrypted -m|--md5 -c|--crypt-method= -s|--sha-rounds= -R|--root="),
        Tool("passwd", "-d|--delete -l|--lock -u|--unlock -e|--expire -S|--status -n= -x= -w= -i="),
        Tool(
            "su runuser",
            """
            -c|--command= -s|--shell= -g|--group= -G= -u|--user= -l|--login -m|-p -P
            """),
        Tool(
            "chmod", "-R|--recursive -v|--verbose -c|--changes -f|--silent --reference=",
            style: .modes),
        Tool(
            "chown chgrp",
            """
            -R|--recursive -v|--verbose -c|--changes -f|--silent -h|--no-dereference --from= \
            --reference= -H -L -P
            """),
        Tool("setcap getcap", "-r -n= -q -v"),
        Tool("visudo", "-c -f= -q -s"),
    ]
}
