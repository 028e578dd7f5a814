# strip.awk: C text without comments, and without what stands in strings and character constants.  Used with another
# awk program that defines code(line): it is called once a line, with FILENAME and FNR as they are.

FNR == 1 { inside = 0 }

{
    rest = $0
    kept = ""
    while (rest != "") {
        if (inside) {
            at = index(rest, "*/")
            if (!at) break
            rest = substr(rest, at + 2)
            inside = 0
        } else if (match(rest, /\/\*|\/\/|"([^"\\]|\\.)*"|'([^'\\]|\\.)*'/)) {
            token = substr(rest, RSTART, RLENGTH)
            kept = kept substr(rest, 1, RSTART - 1)
            rest = substr(rest, RSTART + RLENGTH)
            if (token == "/*") inside = 1
            else if (token == "//") break
            else kept = kept substr(token, 1, 1) substr(token, 1, 1)
        } else {
            kept = kept rest
            break
        }
    }
    code(kept)
}
