using System.Collections.Frozen;

namespace MedLedger.Clinical.Identification;

/// <summary>Short names that are no beginning of the full one ("Len" for Leonard, "Peggy" for Margaret). Only such as stand for one name: "Chris" and "Sam" may be the twin.</summary>
internal static class Nicknames
{
    private const string Known = """
        alexander alec sandy
        andrew drew
        anthony tony
        barbara babs
        catherine katherine kathryn kathleen kate kathy cathy katie kitty
        charles charlie chuck
        deborah debbie deb
        dorothy dot dottie dolly
        edward ted teddy ned
        eleanor nell nellie
        elizabeth elisabeth betty bess betsy lizzie liz libby
        florence flo florrie
        frederick fred freddie
        george georgie
        harold harry hal
        henry hank
        isabella isobel isabel bella izzy
        jacob jake
        james jim jimmy jamie
        john jack johnny
        joseph joe joey
        josephine josie
        kenneth ken kenny
        lawrence laurence larry
        leonard len lenny
        margaret peggy meg maggie madge greta
        mary molly polly
        michael mike mick
        nicholas nick
        patricia pat patty trish tricia
        peter pete
        philip phillip phil
        rebecca becky
        richard dick rick ricky
        robert bob bobby rob robbie
        ronald ron ronnie
        sarah sally sadie
        stephen steven steve
        susan sue suzie
        theresa teresa terri tess
        thomas tom tommy
        timothy tim
        victoria vicky
        walter wally walt
        wilfred wilf
        william bill billy will willie liam
        winifred winnie
        """;

    private static readonly FrozenDictionary<string, int> Names = Known.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .SelectMany((line, row) => line.Split(' ').Select(name => (name, row))).ToFrozenDictionary(one => one.name, one => one.row, StringComparer.Ordinal);

    public static bool AreOfOneName(string a, string b) => Names.TryGetValue(a, out var one) && Names.TryGetValue(b, out var other) && one == other;
}
