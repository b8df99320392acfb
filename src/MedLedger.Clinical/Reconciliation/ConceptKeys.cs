using MedLedger.Clinical.Identification;
using MedLedger.Clinical.Lexicon;
using MedLedger.Domain.Coding;

namespace MedLedger.Clinical.Reconciliation;

/// <summary>Under which keys two statements are about the same thing: a shared code, or the same words but for order and empty words.</summary>
internal static class ConceptKeys
{
    private static readonly HashSet<string> _empty = ["of", "the", "a", "an", "and", "or", "with", "in", "to", "for", "on", "by", "due", "nos", "unspecified", "known", "s"];

    private static readonly HashSet<string> _drugForms =
    [
        .. "hydrochloride hcl sodium potassium calcium maleate tartrate succinate besylate besilate mesylate fumarate sulfate sulphate phosphate acetate citrate bromide hydrobromide monohydrate dihydrate trihydrate anhydrous medoxomil etexilate mofetil erbumine arginine bitartrate propionate".Split(' '),
        .. "tablet tablets tab tabs capsule capsules cap caps pill oral solution suspension injection inhaler extended release er xr xl sr cr la dr ec delayed enteric coated film patch cream ointment drops spray syrup mg mcg g ml unit units".Split(' '),
    ];

    private static readonly HashSet<string> _measures = ["l", "h", "hr", "hour", "hours", "day", "dose", "actuation", "actuat", "act", "puff", "inhalation", "u", "iu", "meq", "mmol"];

    private static readonly HashSet<string> _cations = ["sodium", "potassium", "calcium", "magnesium", "ammonium", "lithium", "zinc"];

    private static readonly HashSet<string> _anions = ["chloride", "bicarbonate", "carbonate", "citrate", "acetate", "phosphate", "sulfate", "sulphate", "gluconate", "lactate", "hydroxide", "bromide", "iodide", "fluoride", "nitrate", "nitrite", "thiosulfate"];

    private static readonly HashSet<string> _problemWords = ["chronic", "essential", "primary", "stable", "controlled", "uncontrolled", "history", "hx", "mellitus", "disorder", "condition", "disease", "current", "recurrent"];

    private static readonly HashSet<string> _allergyWords = ["allergy", "allergic", "drug", "food", "intolerance", "adverse", "reaction", "hypersensitivity", "sensitivity", "agent", "substance", "product", "containing"];

    private static readonly HashSet<string> _deviceWords = ["device", "system", "implanted", "implantable", "implant", "permanent", "cardiac", "situ", "prosthesis", "artificial", "medical"];

    private static readonly HashSet<string> _sides = ["left", "right", "bilateral"];

    public static IEnumerable<string> OfDrug(CodedText concept)
    {
        var parts = concept.Text.Split(['/', '+', '&'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .SelectMany(part => part.Split(" and ", StringSplitOptions.RemoveEmptyEntries))
            .Where((part, at) => at == 0 || !IsAmount(part))
            .SelectMany(Hyphenated)
            .Select(part => Salt(part) ?? Words(part, _drugForms, word => char.IsDigit(word[0])))
            .Where(part => part.Length > 0)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ToList();
        var holds = DrugIngredients.KeyOf(concept.Text);
        // One ingredient of a combination is not the combination.
        if (parts.Count > 1) return [.. holds is null ? Array.Empty<string>() : [holds], "combination " + string.Join(" + ", parts)];
        return [.. Codes(concept), .. holds is null ? Array.Empty<string>() : [holds], .. parts.Select(part => "words " + part)];
    }

    // "100 U/mL", "40 mcg/puff": what stands behind the stroke is no second drug.
    private static bool IsAmount(string part) =>
        PlainWords.Of(part).All(word => _drugForms.Contains(word) || _measures.Contains(word) || char.IsDigit(word[0]));

    // "Potassium chloride 20 mEq tablets": of a plain salt both halves are the drug.
    private static string? Salt(string part)
    {
        var words = PlainWords.Of(part);
        if (words.Count < 2 || !_cations.Contains(words[0])) return null;
        var rest = words.Skip(1).Where(word => _anions.Contains(word) || !(_drugForms.Contains(word) || _measures.Contains(word) || char.IsDigit(word[0]))).ToList();
        return rest.Count > 0 && rest.TrueForAll(_anions.Contains) ? $"{words[0]} {string.Join(' ', rest.Order(StringComparer.Ordinal))}" : null;
    }

    public static IEnumerable<string> OfProblem(CodedText concept)
    {
        var sides = string.Join(' ', PlainWords.Of(concept.Text).Where(_sides.Contains).Order(StringComparer.Ordinal));
        var words = Words(concept.Text, _problemWords);
        return [.. Codes(concept).Select(code => $"{code} {sides}"), .. Said(words), .. Known(concept, EntryKind.Problem)];
    }

    public static IEnumerable<string> OfSubstance(CodedText concept) =>
        [.. Codes(concept), .. Said(Words(concept.Text, _allergyWords)), .. Known(concept, EntryKind.Allergen), .. Known(concept, EntryKind.Drug)];

    public static IEnumerable<string> OfProcedure(CodedText concept) => [.. Of(concept), .. Known(concept, EntryKind.Procedure)];

    public static IEnumerable<string> OfVaccine(CodedText concept) => [.. Of(concept), .. Known(concept, EntryKind.Vaccine)];

    public static IEnumerable<string> OfDevice(CodedText concept) => [.. Of(concept), .. Known(concept, EntryKind.Device)];

    public static IEnumerable<string> Of(CodedText concept) => [.. Codes(concept), .. Said(Words(concept.Text, _empty))];

    private static string[] Said(string words) => words.Length > 0 ? ["words " + words] : [];

    private static string[] Known(CodedText concept, EntryKind kind) => LexiconNames.KeyOf(concept.Text, kind) is { } name ? [name] : [];

    /// <summary>The words that tell one device from another: "permanent cardiac pacemaker" is a pacemaker.</summary>
    public static IReadOnlySet<string> DeviceWords(CodedText concept) =>
        new HashSet<string>(Words(concept.Text, _deviceWords).Split(' ', StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal);

    public static bool IsDrugForm(string word) => _drugForms.Contains(word);

    public static bool IsMeasure(string word) => _measures.Contains(word);

    /// <summary>The significant words of a problem, for telling the general from the specific.</summary>
    public static IReadOnlySet<string> ProblemWords(CodedText concept) =>
        new HashSet<string>(Words(concept.Text, _problemWords).Split(' ', StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal);

    private static IEnumerable<string> Codes(CodedText concept) => concept.Codes.Select(code => $"{code.System}|{code.Value}");

    // "Carbidopa-levodopa" holds two drugs, "co-codamol" is one name.
    private static IEnumerable<string> Hyphenated(string part)
    {
        var words = part.Split(' ')[0];
        var sides = words.Split('-');
        return sides.Length == 2 && sides.All(side => side.Length >= 6 && side.All(char.IsLetter)) ? sides : [part];
    }

    // A name that consists of nothing but empty words ("potassium") keeps them: it must not match every other such name.
    private static string Words(string text, HashSet<string> leftOut, Func<string, bool>? alsoOut = null)
    {
        var (all, kept) = (new List<string>(), new List<string>());
        foreach (var plain in PlainWords.Of(text))
        {
            var word = Stem(plain);
            if (_empty.Contains(word)) continue;
            all.Add(word);
            if (!leftOut.Contains(word) && alsoOut?.Invoke(word) != true) kept.Add(word);
        }

        var said = kept.Count > 0 ? kept : all;
        said.Sort(StringComparer.Ordinal);
        return string.Join(' ', said.Where((word, at) => at == 0 || word != said[at - 1]));
    }

    private static string Stem(string word) => word switch
    {
        "ii" => "2",
        "iii" => "3",
        "iv" => "4",
        "i" => "1",
        "transplantation" => "transplant",
        "implantation" => "implant",
        // Two molecules of valproate with one of sodium: the same drug under another name.
        "divalproex" => "valproate",
        _ => word.Length > 4 && word[^1] == 's' && word[^2] is not ('s' or 'u' or 'i') ? word[..^1] : word,
    };
}
