extension Tool {
    private static let aptOptions = """
        -y|--yes|--assume-yes --assume-no -q|--quiet -o|--option= -c|--config-file= \
        -t|--target-release|--default-release= -a|--host-architecture= -P|--build-profiles= \
        -d|--download-only -s|--simulate|--just-print|--dry-run|--recon|--no-act -V \
        -f|--fix-broken -m|--ignore-missing|--fix-missing -u|--show-upgraded \
        -b|--build|--compile --no-install-recommends --install-recommends --install-suggests \
        --no-upgrade --only-upgrade --allow-unauthenticated --allow-downgrades \
        --allow-remove-essential --allow-change-held-packages --allow-insecure-repositories \
        --force-yes --reinstall --purge --autoremove|--auto-remove --no-remove --with-source= \
        --print-uris
        """

    private static let dnfOptions = """
        -y|--assumeyes --assumeno -q|--quiet -v|--verbose -e|--errorlevel= -d|--debuglevel= \
        -R|--randomwait= -c|--config= -C|--cacheonly -x|--exclude|--excludepkgs= \
        --enablerepo|--enable-repo= --disablerepo|--disable-repo= --repo|--repoid= \
        --installroot= --releasever= --setopt= --forcearch= --disableplugin= --enableplugin= \
        --nogpgcheck|--no-gpgchecks --nodocs --allowerasing --best --nobest --skip-broken \
        --noplugins --refresh --downloadonly --downloaddir|--destdir= --advisory= --from-repo=
        """

    private static let dnfSubcommands: KeyValuePairs<String, String> = [
        "install,localinstall,reinstall,groupinstall,builddep": "",
        "update,upgrade,distro-sync,update-minimal,downgrade": "", "remove,erase,autoremove": "",
        "clean,makecache,check-update,config-manager,info,list,repolist": "",
    ]

    /// Package managers of operating systems.
    static let systemPackages: [Tool] = [
        Tool(
            "apt-get apt", aptOptions,
            subcommands: ["install,update,upgrade,remove": ""], style: .apt),
        Tool(
            "aptitude", aptOptions + " -r|--with-recommends -R|--without-recommends",
            subcommands: ["install,update,upgrade,remove": ""], style: .apt),
        Tool("apt-key", "--keyring= --keyserver=", subcommands: ["add,adv": ""]),
        Tool("apt-mark apt-cache apt-config", "-o|--option= -c|--config-file=", subcommands: [:]),
        Tool(
            "add-apt-repository apt-add-repository",
            "-y|--yes -n|--no-update -u|--update -r|--remove -s|--enable-source -k|--keyserver="),
        Tool(
            "dpkg",
            """
            -i|--install -r|--remove -P|--purge -l|--list -L|--listfiles -s|--status -S|--search \
            -a|--pending --add-architecture --configure --print-architecture --unpack \
            --admindir= --root= --instdir=
            """),
        Tool("debconf-set-selections", "-v|--verbose -c|--checkonly"),
        Tool(
            "apk",
            """
            -q|--quiet -v|--verbose -f|--force -U|--update-cache -p|--root= -X|--repository= \
            -i|--interactive --no-cache --no-progress --allow-untrusted --arch= --cache-dir= \
            --cache-max-age= --keys-dir= --repositories-file= --wait= --timeout= --purge \
            --no-network --no-check-certificate --force-overwrite --force-broken-world
            """,
            subcommands: [
                "add": "-t|--virtual= -u|--upgrade -l|--latest --initdb --no-chown",
                "del": "-r|--rdepends", "update,cache,info,search,fix": "",
                "upgrade": "-a|--available -l|--latest --ignore --prune --self-upgrade-only",
                "fetch": "-o|--output= -R|--recursive -s|--stdout",
            ]),
        Tool("yum dnf dnf5 dnf-3 tdnf", dnfOptions, subcommands: dnfSubcommands, groups: "group"),
        Tool("microdnf", dnfOptions, subcommands: dnfSubcommands),
        Tool("yum-config-manager", "--add-repo= --enable --disable --save --setopt="),
        Tool(
            "zypper",
            """
            -n|--non-interactive -q|--quiet -v|--verbose -R|--root= -c|--config= \
            -D|--reposd-dir= --gpg-auto-import-keys --no-gpg-checks --no-refresh --installroot= \
            --plus-repo= --non-interactive-include-reboot-patches
            """,
            subcommands: [
                "install,in,update,up,patch,remove,rm,dist-upgrade,dup,source-install,si": """
                -y|--no-confirm -t|--type= -r|--repo|--from= -l|--auto-agree-with-licenses \
                --no-recommends --recommends --capability -n|--name -f|--force --oldpackage \
                --allow-unsigned-rpm --download= --solver-focus= --replacefiles \
                -d|--download-only -u|--clean-deps
                """,
                "clean,cc": "-a|--all -m|--metadata", "refresh,ref": "-f|--force",
                "addrepo,ar": """
                -f|--refresh -G|--no-gpgcheck -g|--gpgcheck -p|--priority= -n|--name=
                """,
            ]),
        Tool(
            "pacman",
            """
            -S|--sync -R|--remove -U|--upgrade -Q|--query -D|--database -F|--files -T|--deptest \
            -y|--refresh -u|--sysupgrade -c|--clean -s|--search -i|--info -l|--list -q|--quiet \
            -w|--downloadonly -g|--groups -n|--nosave -d|--nodeps -b|--dbpath= -r|--root= \
            -v|--verbose --noconfirm --needed --overwrite= --config= --cachedir= --ignore= \
            --ignoregroup= --arch= --color= --gpgdir= --hookdir= --logfile= --asdeps
            """),
        Tool(
            "rpm",
            """
            -i|--install -U|--upgrade -F|--freshen -e|--erase -q|--query -V|--verify \
            -v|--verbose -h|--hash -a|--all -f|--file -l|--list -p|--package -E|--eval= \
            -D|--define= --import --nosignature --nodigest --noverify --nodeps --force \
            --replacepkgs --root= --dbpath= --prefix= --relocate= --checksig|-K --rebuilddb \
            --qf|--queryformat=
            """),
        Tool("snap", "--classic --channel= --edge --beta", subcommands: ["install,remove": ""]),
        Tool("brew", "", subcommands: ["install": "--cask", "update,upgrade,cleanup": ""]),
        Tool(
            "pkg", "-y|--yes -f",
            subcommands: [
                """
                install,update,upgrade,clean,delete
                """: "-y|--yes"
            ]),
        Tool("opkg", "", subcommands: ["install,update,upgrade": ""]),
    ]
}
