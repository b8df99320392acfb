using MedLedger.Domain.Findings;
using MedLedger.Domain.Identity;
using MedLedger.Domain.Provenance;

namespace MedLedger.Clinical.Identification;

/// <summary>A document's claim held against a reference claim, part by part, and what follows from it.</summary>
internal sealed record ClaimComparison(Agreement Name, Agreement BirthDate, Agreement Sex, Agreement Identifier, Agreement Contact, bool SharesName, Agreement Generation, bool IsMisread, bool AreSlips, bool IsCalledBy, bool IsByNickname)
{
    public static ClaimComparison Of(PatientClaim patient, UnderstoodDocument document) => new(
        NameComparison.Compare(patient.Name, document.Patient.Name),
        BirthDateComparison.Compare(patient.BirthDate, document),
        CompareSex(patient.Sex, document.Patient.Sex),
        CompareIdentifiers(patient.Identifiers, document.Patient.Identifiers),
        CompareContact(patient, document.Patient),
        NameComparison.ShareAName(patient.Name, document.Patient.Name),
        NameComparison.CompareGenerations(patient.Name, document.Patient.Name),
        NameComparison.IsMisread(patient.Name, document.Patient.Name),
        NameComparison.AreSlips(patient.Name, document.Patient.Name),
        NameComparison.IsCalledBy(patient.Name, document.Patient.Name),
        NameComparison.IsByNickname(patient.Name, document.Patient.Name));

    /// <summary>How much evidence says that it is the same person; 0 when it is held.</summary>
    public int Weight(bool fromImage) => Judge(fromImage) is PatientMatch.Held
        ? 0
        : (Name >= Agreement.Weak ? 1 : 0) + (BirthDate == Agreement.Agree ? 2 : 0) + (Identifier == Agreement.Agree ? 2 : 0);

    /// <summary>The worst outcome is another person's data on the page, so whatever is not explained is held.</summary>
    public PatientMatch Judge(bool fromImage)
    {
        var disagrees = Disagreements();
        var strong = Identifier == Agreement.Agree && BirthDate == Agreement.Agree;
        if (disagrees.Count == 0)
        {
            if (Name is Agreement.Slip && BirthDate != Agreement.Agree && Identifier != Agreement.Agree)
                return new PatientMatch.Held("The name is one letter apart and neither birth date nor identifier says that it is the same person.", [IdentityPart.Name]);
            if (BirthDate is Agreement.Slip)
                return fromImage && Name == Agreement.Agree && (Identifier == Agreement.Agree || Contact == Agreement.Agree)
                    ? new PatientMatch.Doubtful("The birth date is one digit apart on a scanned page; name and identifier or address agree.")
                    : new PatientMatch.Held("The birth date is one digit apart and nothing else proves that it is the same person.", [IdentityPart.BirthDate]);
            if (Generation is Agreement.Weak && BirthDate < Agreement.Weak && Identifier != Agreement.Agree)
                return new PatientMatch.Held("Only one side says junior or senior, and neither birth date nor identifier says that it is the same person.", [IdentityPart.Name]);
            // Nobody calls one twin Leonard and the other Len. Twins share a birth date and differ in a letter of their given names; a scan misreads a letter of any name.
            return Name is Agreement.Slip && Identifier != Agreement.Agree && !((IsByNickname || (fromImage && IsMisread)) && BirthDate == Agreement.Agree)
                ? new PatientMatch.Doubtful("The name is one letter apart and no identifier says that it is the same person.")
                : new PatientMatch.Matched();
        }

        // Number and birth date agree, and so does the family name: what is left is what the patient is called.
        if (strong && disagrees is [IdentityPart.Name] && IsCalledBy) return new PatientMatch.Matched();
        if (strong && disagrees is [IdentityPart.Name]) return new PatientMatch.Doubtful("The name is another, but identifier and birth date agree.");
        // Handwriting and fax mangle names; the birth date to the day and one name in full make it probable, not certain.
        if (fromImage && disagrees is [IdentityPart.Name] && BirthDate == Agreement.Agree && Generation != Agreement.Differ && AreSlips && IsMisread) return new PatientMatch.Matched();
        if (fromImage && disagrees is [IdentityPart.Name] && BirthDate == Agreement.Agree && (SharesName || AreSlips))
            return new PatientMatch.Doubtful("The name was read differently on a scanned page; the birth date and a part of the name agree.");
        if (strong && Name >= Agreement.Weak && disagrees is [IdentityPart.Sex]) return new PatientMatch.Doubtful("The sex is another, but name, identifier and birth date agree.");
        return new PatientMatch.Held(Sentence(disagrees), disagrees);
    }

    private List<IdentityPart> Disagreements()
    {
        var parts = new List<IdentityPart>();
        if (Name == Agreement.Differ) parts.Add(IdentityPart.Name);
        if (BirthDate == Agreement.Differ) parts.Add(IdentityPart.BirthDate);
        if (Sex == Agreement.Differ) parts.Add(IdentityPart.Sex);
        // Another number without a namespace is only another institution's, unless nothing but the name speaks for the person.
        if (Identifier == Agreement.Differ || (Identifier == Agreement.Weak && BirthDate is Agreement.Absent && Name != Agreement.Absent)) parts.Add(IdentityPart.Identifier);
        return parts;
    }

    private static string Sentence(List<IdentityPart> parts)
    {
        var words = parts.Select(part => part switch
        {
            IdentityPart.BirthDate => "birth date",
            IdentityPart.BloodGroup => "blood group",
            _ => part.ToString().ToLowerInvariant(),
        });
        return $"It is about another person, or not certainly about this one: {string.Join(" and ", words)} {(parts.Count == 1 ? "disagrees" : "disagree")}.";
    }

    private static Agreement CompareSex(Sex? a, Sex? b) =>
        a is null or Domain.Identity.Sex.Unknown || b is null or Domain.Identity.Sex.Unknown ? Agreement.Absent : a == b ? Agreement.Agree : Agreement.Differ;

    private static Agreement CompareIdentifiers(IReadOnlyList<PatientIdentifier> patient, IReadOnlyList<PatientIdentifier> claimed)
    {
        if (patient.Count == 0 || claimed.Count == 0) return Agreement.Absent;
        var pairs = patient.SelectMany(left => claimed.Select(right => (Left: left, Right: right))).ToList();
        if (pairs.Any(pair => Value(pair.Left) == Value(pair.Right) && (pair.Left.System is null || pair.Right.System is null || pair.Left.System == pair.Right.System)))
            return Agreement.Agree;
        if (pairs.Any(pair => pair.Left.System is { } system && system == pair.Right.System && pair.Left.Type == pair.Right.Type)) return Agreement.Differ;
        return Agreement.Weak;
    }

    private static Agreement CompareContact(PatientClaim a, PatientClaim b)
    {
        var phones = a.Phones.Select(Digits).Where(digits => digits.Length > 5).ToHashSet(StringComparer.Ordinal);
        if (b.Phones.Any(phone => phones.Contains(Digits(phone)))) return Agreement.Agree;
        return a.Address is { } left && b.Address is { } right && PlainWords.Join(left) == PlainWords.Join(right) ? Agreement.Agree : Agreement.Absent;
    }

    private static string Digits(string phone) => new([.. phone.Where(char.IsAsciiDigit)]);

    private static string Value(PatientIdentifier identifier) => new([.. identifier.Value.Where(char.IsLetterOrDigit).Select(char.ToUpperInvariant)]);

    public static bool IsFromImage(UnderstoodDocument document) =>
        document.Patient.Sources.Any(source => source.Method == ReadingMethod.Ocr) || document.Reading.Pages.Any(page => page.Origin == Domain.Documents.PageOrigin.Ocr);
}
