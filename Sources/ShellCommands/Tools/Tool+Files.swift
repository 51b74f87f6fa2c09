extension Tool {
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
}
