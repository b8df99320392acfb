using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Reconciliation;
using MedLedger.Clinical.Sections;
using MedLedger.Clinical.Slips;
using MedLedger.Domain.Coding;
using MedLedger.Domain.Documents;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Identity;
using MedLedger.Domain.Provenance;

namespace MedLedger.Clinical.Understanding;

/// <summary>One document's reading becomes findings with sources. Pure and deterministic.</summary>
public sealed class DocumentUnderstanding(IClinicalTextAnalyzer analyzer)
{
    // Coded names and directions are looked up in the lexicon that the texts are read with.
    private readonly ClinicalTextAnalyzer _words = analyzer as ClinicalTextAnalyzer ?? ClinicalTextAnalyzer.Create();

    /// <summary>Understands a document; <paramref name="name"/> is what the caller calls it, <paramref name="dayFirst"/> what the patient's other documents tell of the order of days and months (<see cref="DayOrders"/>).</summary>
    public UnderstoodDocument Understand(DocumentReading reading, string name, bool? dayFirst = null)
    {
        ArgumentNullException.ThrowIfNull(reading);
        var coded = reading.Statements.Select(CompleteCoded).ToList();
        var attached = AttachedPages.Of([.. reading.Pages.Where(page => IsText(page, reading) && page.Text.Length > 0)], reading);
        var pages = attached.Own;
        var problem = attached.AreOthersPresent ? ReadingProblem.SeveralPatients : null;
        if (pages.Count == 0)
            return new()
            {
                Reading = reading,
                Name = name,
                Title = TitleOf(reading),
                Date = reading.Date,
                Patient = reading.Patient ?? new PatientClaim(),
                Findings = coded,
                Problem = problem,
            };

        var joined = new JoinedPages(pages.Select(page => LaidOutPage.Of(SettledSlip.Of(page, _words.Lexicon))));
        var analysis = analyzer.Analyze(new(joined.Text, reading.Date, dayFirst));
        var header = analysis.Patient with
        {
            Sources = [.. analysis.PatientSpans.SelectMany(span => joined.Sources(reading.Document, span, 0.9))],
        };
        List<Finding> findings = [.. coded, .. analysis.Findings.Select(found => Doubted(Locate(found, joined, reading.Document), attached.Doubt))];
        var missed = InOtherReading(pages, reading, findings, dayFirst);
        return new()
        {
            Reading = reading,
            Name = name,
            Title = analysis.Title,
            Date = reading.Date ?? analysis.DocumentDate,
            DayOrder = analysis.DayOrder,
            Patient = reading.Patient is { } structured ? Merge(structured, header) : header,
            Findings = [.. findings.Where(finding => !OtherReading.Names(missed, finding)), .. missed],
            Problem = problem,
        };
    }

    private static Finding Doubted(Finding finding, string? doubt) =>
        doubt is null ? finding : finding with { Certainty = ReadingCertainty.Unsure, UnsureBecause = finding.UnsureBecause ?? doubt };

    private List<Finding> InOtherReading(List<Page> pages, DocumentReading reading, List<Finding> own, bool? dayFirst)
    {
        if (!pages.Exists(page => OtherReading.Of(page) is not null)) return [];
        var joined = new JoinedPages(pages.Select(page => LaidOutPage.Of(OtherReading.Of(page) ?? page)));
        return [.. OtherReading.Missed(analyzer.Analyze(new(joined.Text, reading.Date, dayFirst)).Findings.Select(found => Locate(found, joined, reading.Document)), own)];
    }

    // Coded documents also carry a readable page; reading that again would say everything twice, and a message's segments beside its own text ("ADA^^^MS") are no prose.
    private static bool IsText(Page page, DocumentReading reading) =>
        page.Origin is PageOrigin.Ocr or PageOrigin.TextLayer
        || reading.MediaType.StartsWith("text/plain", StringComparison.Ordinal)
        || (reading.MediaType.Contains("hl7-v2", StringComparison.Ordinal) && reading.Statements.Count == 0 && !reading.Pages.Any(other => other.Origin == PageOrigin.TextLayer));

    private static Finding Locate(TextFinding found, JoinedPages joined, Domain.Content.Sha256Digest document)
    {
        var finding = found.Finding with { Sources = [.. joined.Sources(document, found.Span, found.Confidence)] };
        var because = ReadingDoubt.Of(finding, (found.Core ?? [found.Span]).SelectMany(joined.WordsIn));
        return because is null ? finding : WithoutNumbers(finding) with { Certainty = ReadingCertainty.Unsure, UnsureBecause = finding.UnsureBecause ?? because };
    }

    // An unsure reading carries no structured amount: nobody may calculate with it.
    private static Finding WithoutNumbers(Finding finding) => finding switch
    {
        MedicationFinding { Dosing: { } dosing } medication => medication with { Dosing = new Dosing { Text = dosing.Text, AsNeeded = dosing.AsNeeded } },
        ObservationFinding { Value: { } value } observation => observation with { Value = null, ValueText = new(value.Text) },
        _ => finding,
    };

    // Coded statements keep what they say; a direction in words fills what the record left open, a name finds its missing code.
    private Finding CompleteCoded(Finding finding) => finding switch
    {
        MedicationFinding medication => medication with
        {
            Concept = Named(WithCodes(medication.Concept, EntryKind.Drug)),
            Dosing = medication.Dosing is { Text.Length: > 0 } dosing ? WithRoute(Fill(dosing), medication.Concept.Text) : medication.Dosing,
        },
        AllergyFinding allergy => allergy with { Concept = WithCodes(allergy.Concept, EntryKind.Allergen, EntryKind.Drug) },
        _ => finding,
    };

    // "Omeprazole 20mg gastro-resistant capsules", "one a day": the product's name says how it is taken.
    private Dosing WithRoute(Dosing dosing, string product) =>
        dosing.Route is null && dosing.Form is null && _words.Directions.Parse(product).Dosing is { Form: "tablet" or "capsule" } named ? dosing with { Form = named.Form, Route = named.Route } : dosing;

    private Dosing Fill(Dosing dosing)
    {
        var direction = _words.Directions.Parse(dosing.Text);
        if (direction.Dosing is not { } read) return dosing;
        var open = dosing.Dose is null && dosing.TimesPerDay is null;
        return dosing with
        {
            Dose = dosing.Dose ?? read.Dose,
            Strength = dosing.Strength ?? read.Strength,
            Form = dosing.Form ?? read.Form,
            Route = dosing.Route ?? read.Route,
            TimesPerDay = dosing.TimesPerDay ?? read.TimesPerDay,
            FrequencyText = dosing.FrequencyText ?? read.FrequencyText,
            AsNeeded = dosing.AsNeeded || (open && read.AsNeeded),
            Duration = dosing.Duration ?? read.Duration,
        };
    }

    private CodedText WithCodes(CodedText concept, params EntryKind[] kinds)
    {
        var tokens = Tokenizer.Cut(concept.Text, []);
        var (end, terms) = _words.Lexicon.Terms.LongestAt(tokens, 0, tokens.Count);
        if (terms.FirstOrDefault(term => kinds.Contains(term.Entry.Kind)) is not { } term) return concept;
        var coded = concept.CodeIn(CodeSystems.RxNorm) is not null;
        // A product's own code ("Humalog 100 U/mL") gets its one ingredient's beside it; a name that goes on in words may be another product.
        if (coded && (term.Entry.Codes.Count != 1 || tokens.Skip(end).Any(token => token.Kind == TokenKind.Word && !ConceptKeys.IsDrugForm(token.Folded) && token.Folded.Length > 3))) return concept;
        return concept with { Codes = [.. concept.Codes, .. term.Entry.Codes.Where(code => coded ? !concept.Codes.Any(known => known.System == code.System && known.Value == code.Value) : concept.CodeIn(code.System) is null)] };
    }

    // "NovoRapid 100units/ml solution for injection": whoever does not know the brand must see what it holds.
    private static CodedText Named(CodedText concept) =>
        DrugIngredients.OfBrand(concept.Text) is { } ingredient ? concept with { Text = $"{ingredient} ({concept.Text})" } : concept;

    private static PatientClaim Merge(PatientClaim structured, PatientClaim header) => structured with
    {
        Name = structured.Name ?? header.Name,
        BirthDate = structured.BirthDate ?? header.BirthDate,
        Sex = structured.Sex ?? header.Sex,
        BloodGroup = structured.BloodGroup ?? header.BloodGroup,
        Contacts = structured.Contacts.Count > 0 ? structured.Contacts : header.Contacts,
        Sources = [.. structured.Sources, .. header.Sources],
    };

    private static string TitleOf(DocumentReading reading) => reading.MediaType switch
    {
        var type when type.Contains("fhir", StringComparison.Ordinal) => "Electronic record (FHIR)",
        var type when type.Contains("hl7", StringComparison.Ordinal) => "Electronic message (HL7)",
        var type when type.Contains("dicom", StringComparison.Ordinal) => "Image document",
        var type when type.Contains("xml", StringComparison.Ordinal) => "Electronic record",
        _ => "Document",
    };
}
