extension Tool {
    /// What fetches from elsewhere.
    static let downloads: [Tool] = [
        Tool(
            "curl",
            """
            -k|--insecure -f|--fail --fail-with-body --fail-early -L|--location \
            --location-trusted -s|--silent -S|--show-error -o|--output= -O|--remote-name \
            --remote-name-all -J|--remote-header-name --output-dir= --create-dirs -H|--header= \
            -d|--data|--data-ascii= --data-binary= --data-raw= --data-urlencode= --json= \
            -X|--request= -u|--user= -U|--proxy-user= -x|--proxy= -A|--user-agent= -b|--cookie= \
            -c|--cookie-jar= -e|--referer= -F|--form= -T|--upload-file= -C|--continue-at= \
            -r|--range= -m|--max-time= --connect-timeout= --retry= --retry-delay= \
            --retry-max-time= --retry-all-errors --retry-connrefused -w|--write-out= -E|--cert= \
            --key= --cacert= --capath= --pass= --resolve= --connect-to= --url= -K|--config= \
            -D|--dump-header= -i|--include -I|--head -g|--globoff -G|--get -N|--no-buffer -q \
            -v|--verbose -Z|--parallel -# --progress-bar --compressed --proto= --proto-default= \
            --proto-redir= --tlsv1.2 --tlsv1.3 --tls-max= --ciphers= -y|--speed-time= \
            -Y|--speed-limit= --limit-rate= --max-redirs= --max-filesize= --interface= \
            --unix-socket= --oauth2-bearer= -z|--time-cond= --stderr= --trace= --noproxy= \
            --doh-url= -n|--netrc --netrc-file= --aws-sigv4= -1|--tlsv1 -2|--sslv2 -3|--sslv3 \
            -4|--ipv4 -6|--ipv6 -0|--http1.0 --proxy-insecure
            """),
        Tool(
            "wget",
            """
            --no-check-certificate -O|--output-document= -o|--output-file= -a|--append-output= \
            -P|--directory-prefix= -q|--quiet -nv|--no-verbose -v|--verbose -c|--continue \
            -nc|--no-clobber -N|--timestamping -t|--tries= -T|--timeout= -w|--wait= --waitretry= \
            --retry-connrefused --progress= --show-progress --header= -U|--user-agent= --user= \
            --password= --http-user= --http-password= --post-data= --post-file= --method= \
            --body-data= --referer= --load-cookies= --save-cookies= --ca-certificate= \
            --ca-directory= --certificate= --private-key= --secure-protocol= --https-only \
            -i|--input-file= -B|--base= -r|--recursive -np -l|--level= -A|--accept= -R|--reject= \
            -X= -D= -Q|--quota= --limit-rate= -e|--execute= --dns-timeout= --connect-timeout= \
            --read-timeout= --max-redirect= -nd -nH -x --cut-dirs= --content-disposition -4 -6 \
            -S|--server-response --spider -b -m -p -k -E -Y=
            """),
        Tool("aria2c", "-x= -s= -o|--out= -d|--dir= -j= --check-certificate= --checksum="),
        Tool(
            "git", "-C= -c= --git-dir= --work-tree= --namespace= --exec-path= -p --no-pager",
            subcommands: [
                "clone": """
                --depth= -b|--branch= -o|--origin= -q|--quiet -v|--verbose --single-branch \
                --no-single-branch --recursive|--recurse-submodules -j|--jobs= --no-tags \
                --shallow-submodules --reference= --filter= -c|--config= --bare --mirror \
                --template= --separate-git-dir= -u|--upload-pack= --shallow-since= --sparse \
                --no-checkout|-n --progress
                """, "checkout,reset,switch": "-q|--quiet -f|--force -b= -B= --hard",
                "fetch,pull": "--depth= -q|--quiet --tags|-t -j|--jobs=",
                "commit": "-m|--message= -a|--all -F|--file= --author=",
                "config": "--global --system --local --add --unset -f|--file=",
                "apply,am": "-p= --directory=",
            ], groups: "submodule remote lfs"),
        Tool(
            "ssh", "-i= -p= -o= -l= -F= -L= -R= -D= -J= -W= -b= -c= -e= -m= -q -v -t -T -N -n -A",
            endsAtOperand: true),
        Tool("scp", "-i= -P= -o= -F= -c= -J= -l= -S= -r -q -p -C -v"),
        Tool(
            "rsync",
            """
            -a|--archive -v|--verbose -z|--compress -r|--recursive -e|--rsh= --exclude= \
            --include= --exclude-from= --include-from= --files-from= -f|--filter= --chown= \
            --chmod= --password-file= --port= --bwlimit= --timeout= -T|--temp-dir= --log-file=
            """),
        Tool("ftp sftp telnet", "-i= -P= -o= -b="),
    ]

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

    /// Files and text.
    static let files: [Tool] = [
        Tool("cd pushd popd", "-P -L -e -@"),
        Tool("ls", "-I= -w= -T= --color= --block-size="),
        Tool("rm", "-r|-R|--recursive -f|--force -v|--verbose -i -I -d|--dir --one-file-system"),
        Tool("rmdir", "-p|--parents -v --ignore-fail-on-non-empty"),
        Tool(
            "cp",
            """
            -r|-R|--recursive -a|--archive -f|--force -p -v|--verbose -n -u -L|--dereference -P \
            -t|--target-directory= -T|--no-target-directory -S|--suffix= --preserve --parents
            """),
        Tool("mv", "-f|--force -n -v -u -t|--target-directory= -T -S|--suffix="),
        Tool(
            "ln",
            """
            -s|--symbolic -f|--force -n|--no-dereference -v -r -T -t|--target-directory= -S=
            """),
        Tool("mkdir", "-p|--parents -m|--mode= -v|--verbose -Z"),
        Tool(
            "install",
            """
            -d|--directory -m|--mode= -o|--owner= -g|--group= -D -t= -T -v -s -c -p -S=
            """),
        Tool("touch", "-a -c -d|--date= -m -r|--reference= -t="),
        Tool("cat tac", "-n -A -e -s -v"),
        Tool("tee", "-a|--append -i -p"),
        Tool("echo", "-n -e -E"),
        Tool("printf", "-v="),
        Tool(
            "sed",
            """
            -e|--expression= -f|--file= -n|--quiet -E|-r|--regexp-extended -i|--in-place=? \
            -s|--separate -z|--null-data -l= -u|--unbuffered -b --posix
            """),
        Tool(
            "awk gawk mawk nawk",
            """
            -F|--field-separator= -v|--assign= -f|--file= -W=
            """, endsAtOperand: true),
        Tool(
            "grep egrep fgrep zgrep",
            """
            -e|--regexp= -f|--file= -m|--max-count= -A|--after-context= -B|--before-context= \
            -C|--context= -E -F -P -i|--ignore-case -v|--invert-match -q|--quiet \
            -r|-R|--recursive -o|--only-matching -l -L -n -c -w -x -h -H -s -a -z --include= \
            --exclude= --exclude-dir= -d= -D=
            """),
        Tool("head tail", "-n|--lines= -c|--bytes= -q -v -f|--follow -F -s= --pid="),
        Tool("cut", "-d|--delimiter= -f|--fields= -c|--characters= -b|--bytes= -s"),
        Tool("sort", "-k|--key= -t|--field-separator= -o|--output= -T= -S= -u -r -n -V -h -f -z"),
        Tool("uniq tr wc", "-c -d -u -f= -s= -w= -l -m -L"),
        Tool("basename dirname", "-s|--suffix= -a -z"),
        Tool("stat", "-c|--format= -f -L -t --printf="),
        Tool("dd mktemp", "-d -q -u -t -p|--tmpdir="),
        Tool(
            "find",
            """
            -name= -iname= -path= -ipath= -wholename= -regex= -iregex= -regextype= -type= \
            -xtype= -user= -group= -uid= -gid= -perm= -size= -newer= -mtime= -atime= -ctime= \
            -mmin= -amin= -maxdepth= -mindepth= -samefile= -links= -inum= -printf= -fprintf= \
            -fprint= -lname= -exec=; -execdir=; -ok=; -okdir=; -delete -print -print0 -prune -o \
            -a -not -empty -executable -depth -xdev -mount -L -H -P
            """, style: .singleDash),
        Tool(
            "tar bsdtar",
            """
            -x|--extract|--get -c|--create -t|--list -r|--append -u|--update -f|--file= \
            -C|--directory= -z|--gzip -j|--bzip2 -J|--xz -a -v|--verbose -p -k -h -m -o -O -P -S \
            -w -W --zstd --lzma -I|--use-compress-program= -T|--files-from= -X|--exclude-from= \
            -b= -g= -K= -N= -V= -F= -L= --strip-components|--strip= --exclude= \
            --transform|--xform= --owner= --group= --mode= --no-same-owner --same-owner \
            --one-top-level= --wildcards --overwrite --keep-old-files --no-same-permissions \
            --skip-old-files --mtime= --checkpoint=
            """, style: .tar),
        Tool("unzip", "-d= -o -q -qq -j -n -l -p -x -P= -a -u -v -L -O="),
        Tool("zip 7z 7za 7zr unrar", "-r -q -9 -P="),
        Tool(
            "gzip gunzip bzip2 bunzip2 xz unxz zstd zcat xzcat",
            """
            -d|--decompress -k|--keep -f|--force -c|--stdout -9 -T|--threads= -S= -q -v -l -t -r \
            -o=
            """),
        Tool(
            "sha256sum sha512sum sha1sum md5sum shasum b2sum",
            """
            -c|--check -a|--algorithm= -b -t -s|--status -w --quiet --strict --ignore-missing \
            --tag
            """),
    ]

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

    /// Everything else.
    static let others: [Tool] = [
        Tool(
            "gpg gpg2",
            """
            --keyserver= --recv-keys|--receive-keys|--recv-key --import --export --dearmor \
            --verify -o|--output= --homedir= --keyring= --no-default-keyring --batch --yes \
            -d|--decrypt -a|--armor -r|--recipient= -u|--local-user= --fingerprint --list-keys \
            --passphrase= --passphrase-fd= --passphrase-file= --keyserver-options= \
            --pinentry-mode= -q|--quiet --no-tty --trust-model= --status-fd= --options= \
            --primary-keyring= --quick-generate-key -k
            """),
        Tool(
            "update-alternatives alternatives",
            """
            --install --set --config --remove --auto --slave --altdir= --admindir= --force \
            --display
            """),
        Tool("update-ca-certificates update-ca-trust c_rehash", "-f|--fresh -v|--verbose"),
        Tool(
            "systemctl",
            """
            -q|--quiet -f|--force --user --system --now --no-pager -t= -p= --root=
            """, subcommands: [:]),
        Tool("service rc-service invoke-rc.d update-rc.d rc-update"),
        Tool(
            """
            ps top free htop uptime who df du mount umount
            """, "-o= -p= -t= -u= -d= -n= -h -s -k -T= -B="),
        Tool("kill killall pkill", "-s|--signal= -l -n= -u= -f"),
        Tool("shutdown reboot halt poweroff", "-h -r -f -n"),
        Tool("vim vi nano emacs less more", "-c= -u= -S= -R"),
        Tool("locale-gen localedef locale", "-i= -f= -c -A="),
        Tool("sysctl", "-w|--write -p|--load -a -n -q|--quiet -e --system"),
        Tool(
            "iptables ip6tables ip ifconfig",
            """
            -t= -A= -I= -D= -P= -p= -s= -d= -i= -o= -j= -m= -F -X -N=
            """),
        Tool(
            "docker podman nerdctl buildah",
            """
            -H|--host= -l|--log-level= -c|--context= --config= -D|--debug
            """,
            subcommands: [
                "run,exec,create": """
                -v|--volume= -e|--env= -p|--publish= -u|--user= -w|--workdir= --name= \
                --network|--net= --rm -d|--detach -i|--interactive -t|--tty --privileged \
                --entrypoint= --mount= --env-file= -l|--label= --add-host= --cap-add= \
                --cap-drop= --device= -m|--memory= --cpus= --restart= --platform=
                """,
                "build": """
                -t|--tag= -f|--file= --build-arg= --target= --platform= --no-cache --pull \
                --secret= --cache-from= --progress= --label=
                """,
                "login": """
                -u|--username= -p|--password= --password-stdin
                """, "pull,push,tag,images,ps": "",
            ], groups: "compose buildx image container system"),
        Tool(
            "kubectl oc",
            """
            -n|--namespace= -f|--filename= -o|--output= -l|--selector= -c|--container= \
            -k|--kustomize= --context= --kubeconfig=
            """, subcommands: [:], groups: "config rollout"),
        Tool(
            "helm",
            """
            -n|--namespace= -f|--values= --set= --set-string= --set-file= --version= --repo= \
            --kube-context= --kubeconfig= -d|--destination= -o|--output= --timeout= \
            --username= --password=
            """,
            subcommands: [:], groups: "repo plugin dependency registry"),
        Tool(
            "terraform tofu",
            """
            -chdir= -var= -var-file= -backend-config= -target= -out=
            """, subcommands: [:], style: .singleDash),
        Tool(
            "aws gcloud az",
            """
            --region= --profile= --output= --project= --query=
            """, subcommands: [:], groups: "s3 secretsmanager auth components"),
        Tool(
            "jq yq",
            """
            -r|--raw-output -e -c -s -n -R -S -M -C --arg --argjson --slurpfile -f|--from-file= \
            -i
            """),
        Tool(
            "openssl",
            """
            -in= -out= -key= -keyout= -days= -subj= -newkey= -passout= -passin= -CA= -CAkey= \
            -config= -extensions= -connect= -servername= -aes256 -nodes -x509 -new -sha256
            """,
            subcommands: [:], style: .singleDash),
        Tool(
            "keytool",
            """
            -file= -alias= -keystore= -storepass= -keypass= -dname= -validity= -keyalg= \
            -importcert -import -trustcacerts -noprompt -genkeypair
            """, style: .singleDash),
        Tool("ssh-keygen ssh-keyscan ssh-add ssh-agent", "-t= -b= -f= -N= -C= -p= -q -H -y -A"),
        Tool(
            """
            sleep true false : pwd id whoami uname hostname date env-update
            """, "-d= -u -r -s -m -n -p -a -I"),
        Tool(
            """
            crontab cron crond sshd supervisord nginx httpd apache2ctl
            """, "-u= -c= -f= -g= -D= -n -d -t -p="),
    ]
}
