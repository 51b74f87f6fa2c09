extension Tool {
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
