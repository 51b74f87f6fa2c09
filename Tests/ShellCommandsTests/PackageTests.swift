import ShellCommands
import SourceText
import Testing

@Suite struct PackageTests {
    private static let installs: [Listed] = [
        Listed(
            "apt-get install -y curl=7.88 a b/stable c:amd64=1 'd=1.*' $X e=${V} ./f.deb linux-headers-$(uname -r) g=$(x)",
            "curl exact 7.88; a; b tag stable; c exact 1; d range 1.*; $X variable; e exact ${V}; ./f.deb file; linux-headers-$(uname -r); g exact $(x)"
        ),
        Listed(
            "apk add --no-cache -t .deps a=1 'b~=1.2' 'c>1' d@edge --virtual=.x 'e~1' ./x.apk",
            "a exact 1; b range ~=1.2; c range >1; d; e range ~1; ./x.apk file"),
        Listed(
            "yum install -y a-1.2 b-1.2-3.el8 java-11-openjdk-devel java-1.8.0-openjdk gcc-toolset-12 @dev https://x/y.rpm z-$V less-530-1.el8 httpd-2.4* e-1:2.3-1.x86_64",
            "a exact 1.2; b exact 1.2-3.el8; java-11-openjdk-devel; java-1.8.0-openjdk; gcc-toolset-12; @dev group; https://x/y.rpm url; z exact $V; less exact 530-1.el8; httpd range 2.4*; e exact 1:2.3-1.x86_64"
        ),
        Listed(
            "zypper -n in a=1 'b>=2' pattern:base",
            "a exact 1; b range >=2; pattern:base group"),
        Listed("zypper install -t pattern base", "base group"),
        Listed("pacman -Sy --noconfirm a b=1", "a; b exact 1"),
        Listed(
            "pip install a==1.2 'b>=1,<2' c[x,y]==1 'd ~= 1.0' git+https://x/y.git@v1 . -r req.txt -e ./src ./x.whl e==$V f 'g==1; python_version<\"3\"' h==1.* 'i @ https://x' j===1 -c cons.txt",
            "a exact 1.2; b range >=1,<2; c exact 1; d range ~= 1.0; git+https://x/y.git@v1 repository; . file; req.txt requirements; ./src file; ./x.whl file; e exact $V; f; g exact 1; h range 1.*; i url; j exact 1"
        ),
        Listed("pip install -U pip setuptools==${V}", "pip; setuptools exact ${V}"),
        Listed("uv add a==1 b", "a exact 1; b"),
        Listed(
            "npm install -g a@1.2.3 @s/b@^1 c d@latest git+https://x user/repo ./x @s/e f@1 g@$V h@npm:i@1.0.0 j@20.$M.0",
            "a exact 1.2.3; @s/b range ^1; c; d tag latest; git+https://x repository; user/repo repository; ./x file; @s/e; f range 1; g exact $V; h exact 1.0.0; j exact 20.$M.0"
        ),
        Listed("npm install", ""),
        Listed("npm ci", ""),
        Listed("yarn global add a@1.0.0 b", "a exact 1.0.0; b"),
        Listed("npx -y create-x@1.0.0 app", "create-x exact 1.0.0"),
        Listed("gem install a:1.2 b -v 1.0 --no-document", "a exact 1.2; b exact 1.0"),
        Listed("gem install a -v '~> 1'", "a range ~> 1"),
        Listed(
            "go install a/b@v1.2.3 c/d@latest e/f ./... g@$V h@v1 i@abcdef1",
            "a/b exact v1.2.3; c/d tag latest; e/f; ./... file; g exact $V; h range v1; i exact abcdef1"
        ),
        Listed("cargo install a --version 1.2 --locked", "a exact 1.2"),
        Listed("cargo install b@1.0.0 c", "b exact 1.0.0; c"),
        Listed("composer require a/b:^1 c/d=1.0 e/f", "a/b range ^1; c/d exact 1.0; e/f"),
        Listed(
            "conda install -y -c conda-forge a=1.2 b=1=py c 'd>=1' x::e==2",
            "a exact 1.2; b exact 1=py; c; d range >=1; e exact 2"),
        Listed("conda env create -f env.yml", ""),
        Listed(
            "pecl install xdebug-3.1.2 redis memcached-beta",
            "xdebug exact 3.1.2; redis; memcached tag beta"),
        Listed("dotnet tool install -g a --version 1.2.3", "a exact 1.2.3"),
        Listed("dotnet add package X --version 1", "X exact 1"),
        Listed("apt-get remove x", ""),
        Listed("corepack prepare yarn@1.22.0 --activate", "yarn exact 1.22.0"),
    ]

    @Test(arguments: installs) func `operands are cut into packages`(example: Listed) throws {
        let script = script(example.text)
        let packages = try #require(script.commands[0].toolUse).packages
        #expect(packages.map(\.listing).joined(separator: "; ") == example.listing)
        for package in packages {
            #expect(package.range.contains(package.nameRange))
            #expect(script.text(package.nameRange).contains(package.name))
            guard let range = package.versionRange, let version = package.version else { continue }
            #expect(script.text(range).contains(version))
        }
    }

    @Test func `names and versions have places, also in quotes`() throws {
        let script = script("pip install \"a[x]>=1,<2\" 'b'==\"$V\"")
        let packages = try #require(script.commands[0].toolUse).packages
        #expect(packages.map { script.text($0.nameRange) } == ["a", "b"])
        #expect(packages.map { script.text($0.versionRange!) } == [">=1,<2", "$V"])
        #expect(packages.map(\.isPinned) == [false, true])
        #expect(packages.map(\.hasVariableVersion) == [false, true])
        #expect(packages[0].manager.name == "pip" && !packages[0].manager.isSystem)
    }
}
