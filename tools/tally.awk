# tally.awk: adds up meson's testlog (one JSON object a line).  A TAP test counts by its subtests, any other as one;
# a crash or a timeout is a failure.  Variables: part, counts (file to append to), status (how meson ended).

function text(line, key, next_key,    at, rest, end)
{
    at = index(line, "\"" key "\": \"")
    if (!at) return ""
    rest = substr(line, at + length(key) + 5)
    end = next_key == "" ? length(rest) - 1 : index(rest, "\", \"" next_key "\": ")
    return substr(rest, 1, end - 1)
}

# The last lines of what a test said, in plain text.
function tail(said, label,    lines, n, i)
{
    gsub(/\\"/, "\"", said)
    gsub(/\\t/, "    ", said)
    n = split(said, lines, /\\n/)
    for (i = n > 25 ? n - 24 : 1; i <= n; i++)
        if (lines[i] != "") print "    " label lines[i]
}

{
    name = text($0, "name", "stdout")
    if (name == "") name = text($0, "name", "result")
    said = text($0, "stdout", "result")
    result = $0
    sub(/.*", "result": "/, "", result)
    sub(/".*/, "", result)

    n = split(said, lines, /\\n/)
    good = bad = skip = 0
    for (i = 1; i <= n; i++) {
        if (lines[i] ~ /^not ok /) bad++
        else if (lines[i] ~ /^ok .*# *SKIP/) { skip++; reasons[name ": " lines[i]] = 1 }
        else if (lines[i] ~ /^ok /) good++
    }
    if (good + bad + skip == 0) {
        if (result == "OK") good = 1
        else if (result == "SKIP") skip = 1
    }
    if (bad == 0 && result != "OK" && result != "SKIP") bad = 1
    if (bad > 0) {
        print "FAIL " part " " name " (" tolower(result) ")"
        tail(said, "")
        tail(text($0, "stderr", ""), "! ")
    }
    all_good += good; all_bad += bad; all_skip += skip
}

END {
    for (reason in reasons) print "skipped in " part ": " reason
    if (status != 0 && all_bad == 0) { print "FAIL " part ": meson test ended with " status; all_bad = 1 }
    print all_good + 0, all_bad + 0, all_skip + 0 >>counts
}
