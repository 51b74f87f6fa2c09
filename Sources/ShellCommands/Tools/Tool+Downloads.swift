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
}
