extension Tool {
    private static let pipInstall = """
        -r|--requirement|--requirements= -c|--constraint|--constraints= -e|--editable= \
        -t|--target= -i|--index-url|--pypi-url= --extra-index-url= --no-index -f|--find-links= \
        -U|--upgrade --upgrade-strategy= --force-reinstall -I|--ignore-installed --no-deps --pre \
        --user --root= --prefix= --src= --no-binary= --only-binary= --prefer-binary \
        --require-hashes --no-build-isolation --platform= --python-version= --implementation= \
        --abi= --progress-bar= --report= --config-settings|-C= --no-clean \
        --no-warn-script-location --root-user-action= --no-compile --compile --global-option= \
        --install-option= --break-system-packages -d|--dest= -w|--wheel-dir= --no-cache --group= \
        --system -p|--python= --index= --default-index= --link-mode=
        """

    private static let pipGlobal = """
        -q|--quiet -v|--verbose --no-cache-dir --cache-dir= --trusted-host= --cert= \
        --client-cert= --timeout= --retries= --proxy= --log= --no-input --isolated \
        --disable-pip-version-check --no-color --exists-action= --use-feature= --use-deprecated= \
        --no-python-version-warning --require-virtualenv -h|--help
        """

    private static let nodeOptions = """
        -g|--global --location= -D|--save-dev -P|--save-prod -O|--save-optional -E|--save-exact \
        -B|--save-bundle -S|--save --no-save -f|--force -w|--workspace= -ws|--workspaces \
        -y|--yes -q|--quiet -s|--silent -d --registry= --prefix= --cache= --loglevel= --omit= \
        --include= --only= --production --userconfig= --tag= --otp= --ca= --proxy= --https-proxy= \
        --fetch-retries= --fetch-timeout= --network-timeout= --cwd= --network-concurrency= \
        --modules-folder= --mutex= --cache-folder= --filter= -C|--dir= --store-dir= --strict-ssl \
        --unsafe-perm --ignore-scripts --legacy-peer-deps --no-audit --no-fund --frozen-lockfile \
        --immutable --pure-lockfile --non-interactive --no-lockfile -p|--package=
        """

    private static let condaOptions = """
        -y|--yes -q|--quiet -v|--verbose -n|--name= -p|--prefix= -c|--channel= -f|--file= \
        --override-channels --no-deps --only-deps --freeze-installed --strict-channel-priority \
        -a|--all -i|--index-cache -t|--tarballs --force-pkgs-dirs -k|--insecure --no-pin \
        --solver= --repodata-fn= -r|--root-prefix= --no-rc --rc-file=
        """

    /// Package managers of languages.
    static let languagePackages: [Tool] = [
        Tool(
            "pip", pipGlobal,
            subcommands: ["install,download,wheel,uninstall": pipInstall + " -y|--yes"],
            groups: "cache config"),
        Tool(
            "pipx", "-q|--quiet -v|--verbose",
            subcommands: [
                "install,inject,upgrade,uninstall,ensurepath,run": """
                -f|--force -i|--index-url= --pip-args= --python= --spec= --suffix= -e|--editable \
                --include-deps
                """
            ]),
        Tool(
            "uv",
            """
            -q|--quiet -v|--verbose -n|--no-cache|--no-cache-dir --cache-dir= \
            --python-preference= --directory= --project= --config-file= --no-config --offline \
            --color= --allow-insecure-host|--trusted-host= -p|--python=
            """,
            subcommands: [
                "add,sync,lock,remove,tool install,tool run,pip install,pip sync,venv": pipInstall
                    + " --extra= --no-dev --frozen --locked --no-install-project --with= -n"
            ], groups: "pip tool python cache self", runners: "run"),
        Tool("uvx", "--from= --with= -p|--python=", endsAtOperand: true),
        Tool(
            "poetry", "-n|--no-interaction -q|--quiet -v|--verbose -C|--directory= -P|--project=",
            subcommands: [
                "install,sync,update":
                    "--only= --without= --with= --no-root -E|--extras= --all-extras --no-cache",
                "add": "-G|--group= -E|--extras= --python= --source= --dev", "config,run": "",
            ], groups: "self cache env", runners: "run"),
        Tool(
            "pipenv", "--python= --verbose",
            subcommands: ["install,sync": "--deploy --system --dev|-d -r= --clear --categories="],
            runners: "run"),
        Tool(
            "conda mamba micromamba", condaOptions,
            subcommands: ["install,create,update,upgrade,clean,remove,config": "", "run": ""],
            groups: "env", runners: "run"),
        Tool(
            "npm", nodeOptions,
            subcommands: [
                "install,i,add,ci,update,uninstall,run,config,exec,rebuild,publish": ""
            ], groups: "cache config"),
        Tool(
            "npx",
            """
            -y|--yes --no-install -p|--package= -c|--call= -q|--quiet
            """, endsAtOperand: true),
        Tool(
            "yarn", nodeOptions, subcommands: ["install,add,dlx,run": ""],
            groups: "global cache config npm plugin"),
        Tool(
            "pnpm", nodeOptions, subcommands: ["install,i,add,dlx,fetch,exec,run": ""],
            groups: "store config"),
        Tool("bun", nodeOptions, subcommands: ["install,add,i,run": ""], groups: "pm"),
        Tool(
            "corepack", "", subcommands: ["enable,disable,prepare,use,install": "--activate -g"]),
        Tool(
            "gem",
            """
            -v|--version= -i|--install-dir= -n|--bindir= -N|--no-document --no-rdoc --no-ri \
            -f|--force -q|--quiet -V|--verbose -s|--source= -P|--trust-policy= -p|--http-proxy= \
            --conservative --minimal-deps --pre|--prerelease --document= --platform= -g|--file= \
            --user-install --no-user-install -E|--env-shebang --local -l --remote -r \
            --clear-sources
            """, subcommands: ["install,i,update,uninstall,sources": ""]),
        Tool(
            "bundle bundler", "-V|--verbose --no-color -r|--retry=",
            subcommands: [
                "install": """
                -j|--jobs= --without= --with= --path= --gemfile= --deployment --frozen --clean \
                --no-cache --system --quiet --retry= --binstubs= --standalone --full-index \
                --local
                """
            ], groups: "config cache", runners: "exec"),
        Tool(
            "go",
            """
            -C= -x -v -a -n -race -mod= -modfile= -p= -o= -ldflags= -gcflags= -tags= \
            -trimpath -u -d -t
            """,
            subcommands: ["install,get,build,run,test,mod": ""], groups: "mod tool work",
            style: .singleDash),
        Tool(
            "cargo",
            """
            -q|--quiet -v|--verbose --color= -Z= -C= --config= --offline --locked --frozen \
            --manifest-path= -j|--jobs= --target= --target-dir= --features|-F= --profile= \
            -p|--package= --bin= --example= --message-format= -r|--release
            """,
            subcommands: [
                "install": """
                --version|--vers= --git= --branch= --tag= --rev= --path= --root= --index= \
                --registry= -f|--force --no-track --debug
                """, "binstall": "--version= -y|--no-confirm --force",
                "add": "--git= --path= --rename=", "build,fetch,test,update,chef": "",
            ]),
        Tool(
            "composer",
            """
            -d|--working-dir= -n|--no-interaction -q|--quiet -v|--verbose --no-cache \
            --no-plugins --no-scripts --ansi --no-ansi --profile --prefer-dist --prefer-source \
            --no-dev -o|--optimize-autoloader --no-progress --no-suggest -a \
            --ignore-platform-reqs --ignore-platform-req= --no-autoloader -W --sort-packages
            """,
            subcommands: ["install,update,require,remove,create-project,config": "--repository="],
            groups: "global"),
        Tool(
            "nuget",
            """
            -Version= -OutputDirectory= -Source= -ConfigFile= -Verbosity= -NonInteractive
            """,
            subcommands: ["install,restore,update": ""], style: .singleDash),
        Tool(
            "dotnet",
            """
            -c|--configuration= -o|--output= -r|--runtime|--arch= -f|--framework= \
            -v|--verbosity= -s|--source= --version= --tool-path= -g|--global --configfile= \
            --no-restore --no-build --no-cache --packages= -n|--nologo --add-source= --os= \
            --prerelease -p=
            """,
            subcommands: ["restore,build,publish,run,add,tool install,test": ""],
            groups: "tool nuget workload new"),
        Tool("pecl pear", "-n|--nodeps -f|--force -o|--onlyreqdeps", subcommands: ["install": ""]),
        Tool("cpan cpanm", "-n|--notest -f|--force -q|--quiet -T -i -l= -L="),
        Tool("luarocks", "--tree= --server= --local", subcommands: ["install": ""]),
        Tool("docker-php-ext-install docker-php-ext-enable", "-j="),
        Tool("mix hex rebar3", "", subcommands: ["deps.get": "--only="]),
        Tool(
            "mvn mvnw",
            """
            -f|--file= -s|--settings= -P|--activate-profiles= -pl|--projects= -T|--threads= \
            -B|--batch-mode -q|--quiet -o|--offline -e|--errors -D|--define= -U
            """),
        Tool(
            "gradle gradlew",
            """
            -b|--build-file= -p|--project-dir= -x|--exclude-task= -P= -D= -q|--quiet \
            --no-daemon -g|--gradle-user-home= --console=
            """),
    ]
}
