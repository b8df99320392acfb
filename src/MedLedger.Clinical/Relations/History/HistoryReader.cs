using MedLedger.Clinical.Assertions;
using MedLedger.Clinical.Lexicon;
using MedLedger.Clinical.Mentions;
using MedLedger.Clinical.Sections;
using MedLedger.Clinical.Understanding;
using MedLedger.Domain;
using MedLedger.Domain.Coding;
using MedLedger.Domain.Findings;

namespace MedLedger.Clinical.Relations.History;

/// <summary>Reads problems, procedures, devices, vaccinations and directives.</summary>
internal static class HistoryReader
{
    private static readonly string[] Revoking = ["revoked", "rescinded", "revocation", "withdrawn", "cancel", "no longer valid", "no longer applies", "lapsed", "expired", "superseded", "crossed", "torn up", "void", "no longer in force", "ended"];

    private const int ShortestNameInRunningText = 8;
    private const int ReasonReach = 6;

    // "0.5 mL IM L deltoid", "batch AB123".
    private const int VaccineWords = 12;

    private static readonly HashSet<string> TestWords = new(StringComparer.Ordinal)
    {
        "ag", "ab", "antibody", "antibodie", "antigen", "screen", "screening", "serology", "pcr", "rna", "dna", "titer", "titre", "igg", "igm", "ige", "test", "testing", "swab", "ns1", "risk", "prophylaxis", "vaccine", "vaccination", "clinic", "immune", "immunity", "booster", "immunised", "immunized", "vaccinated", "status", "jab", "jabs",
        "block", "volume", "alert", "protocol", "pathway", "bundle", "mimic",
    };

    private static readonly Dictionary<string, string> DeviceOfProcedure = new(StringComparer.Ordinal)
    {
        ["pacemaker implantation"] = "cardiac pacemaker",
        ["ICD implantation"] = "implantable cardioverter-defibrillator",
        ["intramedullary nailing"] = "intramedullary nail",
        ["transcatheter aortic valve replacement"] = "transcatheter aortic valve",
        ["mechanical mitral valve replacement"] = "mechanical mitral valve",
        ["mechanical aortic valve replacement"] = "mechanical aortic valve",
        ["arteriovenous fistula creation"] = "arteriovenous fistula",
        ["bioprosthetic aortic valve replacement"] = "bioprosthetic aortic valve",
        ["bioprosthetic mitral valve replacement"] = "bioprosthetic mitral valve",
        ["transjugular intrahepatic portosystemic shunt"] = "transjugular intrahepatic portosystemic shunt",
    };

    // "Hip hemiarthroplasty in situ": what was put in, seen there.
    private static readonly Dictionary<string, string> ReplacedJoint = new(StringComparer.Ordinal)
    {
        ["total hip replacement"] = "hip prosthesis",
        ["hip replacement"] = "hip prosthesis",
        ["hip hemiarthroplasty"] = "hip prosthesis",
        ["total knee replacement"] = "knee prosthesis",
        ["knee replacement"] = "knee prosthesis",
        ["shoulder replacement"] = "shoulder prosthesis",
    };

    // These end with the pregnancy: "2021 emergency caesarean section, pre-eclampsia".
    private static readonly HashSet<string> Obstetric = new(StringComparer.Ordinal) { "preeclampsia", "gestational diabetes", "gestational diabetes mellitus", "eclampsia", "HELLP syndrome", "postpartum hemorrhage", "hyperemesis gravidarum", "gestational hypertension", "placental abruption", "miscarriage", "spontaneous abortion", "ectopic pregnancy", "stillbirth", "obstetric cholestasis", "intrahepatic cholestasis of pregnancy" };

    // Who lives with another's organ, or without a spleen, does so for life (ICD-10-CM Z94, Z90.81).
    private static readonly Dictionary<string, (string Name, string Code)> StatusAfterProcedure = new(StringComparer.Ordinal)
    {
        ["kidney transplantation"] = ("kidney transplant status", "Z94.0"),
        ["liver transplantation"] = ("liver transplant status", "Z94.4"),
        ["heart transplantation"] = ("heart transplant status", "Z94.1"),
        ["lung transplantation"] = ("lung transplant status", "Z94.2"),
        ["splenectomy"] = ("asplenia", "Z90.81"),
    };

    public static IEnumerable<TextFinding> Read(Note note, NotedSentence sentence)
    {
        var made = new List<TextFinding>();
        foreach (var name in sentence.Names)
        {
            if ((sentence.Used.Contains(name) && !IsImplant(sentence, name)) || InLetterhead(note, sentence, name)) continue;
            foreach (var next in Read(note, sentence, name))
            {
                // "Living will (advance decision) lodged 01/02/2024": two words for one thing, the date behind the second.
                var same = made.FindIndex(other => other.Finding.GetType() == next.Finding.GetType() && other.Finding.Concept.Text == next.Finding.Concept.Text && other.Finding.Assertion == next.Finding.Assertion && !IsAnotherTime(other.Finding, next.Finding) && !IsAnotherDose(other.Finding, next.Finding));
                if (same < 0) made.Add(next);
                else if (DateOf(made[same].Finding) is null && DateOf(next.Finding) is not null) made[same] = next;
            }
        }

        return made;
    }

    // "Implanon in left arm, inserted March": the drug is read as such, and the implant is in place, too.
    private static bool IsImplant(NotedSentence sentence, FoundName name) => name.As(EntryKind.Device) is not null && name.As(EntryKind.Drug) is not null && sentence.Section.Kind != SectionKind.Allergies;

    private static bool IsAnotherDose(Finding one, Finding other) => one is ImmunizationFinding { Given: { } first } && other is ImmunizationFinding { Given: { } second } && first != second;

    // "C/S x2 (2008, 2011)"
    private static bool IsAnotherTime(Finding one, Finding other) => one is ProcedureFinding { Performed: { } first } && other is ProcedureFinding { Performed: { } second } && first != second;

    private static PartialDate? DateOf(Finding finding) => finding switch
    {
        ProblemFinding problem => problem.Onset,
        ProcedureFinding procedure => procedure.Performed,
        DeviceFinding device => device.Since,
        DirectiveFinding directive => directive.Dated,
        ImmunizationFinding immunization => immunization.Given,
        _ => null,
    };

    // "Previously DNR" tells of the past without saying that it was taken back.
    private static bool Revoked(Qualification meaning) =>
        meaning.Resolved && Array.Exists(Revoking, word => meaning.Because.Contains(word, StringComparison.Ordinal));

    // "DNACPR policy", "living will information leaflet": the paper is about such a directive and is none.
    private static readonly HashSet<string> AboutDirectives = new(StringComparer.Ordinal) { "policy", "leaflet", "information", "guidance", "guideline", "guidelines", "team", "service", "request", "discussion", "training", "audit", "review", "explained", "questionnaire", "faq" };

    // "DO NOT ATTEMPT CARDIOPULMONARY RESUSCITATION (DNACPR)" above the patient's name: the form is the directive. So is "DNR" in the banner of a print-out.
    private static bool IsTitle(Note note, FoundName name)
    {
        if (name.As(EntryKind.Directive) is null) return false;
        var first = name.First;
        while (first > 0 && note.Tokens[first - 1].Line == note.Tokens[name.First].Line) first--;
        return !Enumerable.Range(first, SectionFinder.LineEnd(note.Tokens, name.First) - first).Any(at => AboutDirectives.Contains(note.Tokens[at].Folded));
    }

    // "Diabetes Centre", "HF clinic": what stands above the patient's birth date names the institution.
    private static bool InLetterhead(Note note, NotedSentence sentence, FoundName name) =>
        sentence.Section.Kind is SectionKind.None or SectionKind.Identification && note.Tokens[name.First].Start < note.BirthDateAt && !IsTitle(note, name);

    private static IEnumerable<TextFinding> Read(Note note, NotedSentence sentence, FoundName name)
    {
        var box = note.Boxes.Governing(note.Tokens, name.First);
        var section = sentence.Section.Kind;
        if (name.TermAs(EntryKind.Vaccine) is { } vaccine && (section == SectionKind.Immunizations || !vaccine.OnlyInItsSection || BesideAVaccine(note, sentence, name) || VaccineNaming.IsOne(note, sentence, name) || ToldVaccine.Is(note, sentence, name) || VaccineTable.HasVaccines(note, name) || DoseRows.Below(note, name).Count > 0))
        {
            if (NamedAgainInBracket(note, sentence, name) || NamedCloser(note, sentence, name, vaccine.Entry)) yield break;
            var concept = vaccine.Entry.Concept;
            if (CombinedVaccine.Of(note, sentence, name) is { } combined)
            {
                if (combined.IsTold) yield break;
                (name, concept) = (combined.Whole, combined.Concept);
            }

            var both = BesideAVaccine(note, sentence, name) ? sentence.Names.First(other => other.First == name.End + 1) : name;
            var series = DoseRows.InLine(note, sentence, name) is { Count: > 0 } inLine ? inLine : DoseRows.Below(note, name);
            var rows = section == SectionKind.Immunizations ? VaccinationRows.Doses(note, sentence, name) : [];
            if (rows.Count > 1 && VaccineTable.NamesTheNext(note, name)) rows = [rows[0]];
            var doses = rows.Count >= series.Count ? rows : series;
            PartialDate? given = doses.Count > 0 ? doses[^1] : null;
            var date = given ?? ItemDates.After(note, sentence, both) ?? ItemDates.Before(note, sentence, name) ?? (section == SectionKind.Immunizations ? ItemDates.OpensLine(note, name) : VaccineNaming.DayOfGiving(note, sentence, name));
            var taken = section == SectionKind.Given || Given(note, sentence, name) || ToldVaccine.Is(note, sentence, name);
            if (section != SectionKind.Immunizations && date is null && !taken) yield break;
            // "11-06-25 1000  Flu vaccine 0.5 mL IM given": the day of the entry.
            if (date is null && taken) date = ItemDates.OpensLine(note, name, wholeLine: true) ?? (section == SectionKind.Given ? ItemDates.OfHeading(note, sentence.Section) : null);
            var meaning = Qualify(note, sentence, name, EntryKind.Vaccine);
            // "Baby BCG given" in the mother's notes.
            if (meaning.Assertion.Experiencer != Experiencer.Patient) yield break;
            var notDone = meaning.Course == Meaning.Planned || (meaning.Assertion.Negated && series.Count == 0) || Refused(note, sentence, name) || (!taken && DoseRows.IsDue(note, name));
            var row = date is null ? VaccineTable.Of(note, sentence, name) : RowDay.NotAsked;
            notDone |= row == RowDay.Blank;
            yield return Make(note, name, sentence, new ImmunizationFinding { Concept = concept, Given = date, NotDone = notDone }, meaning, box, row == RowDay.Unread && !notDone ? "its row names no day" : null);
            foreach (var earlier in notDone ? [] : doses.SkipLast(1)) yield return Make(note, name, sentence, new ImmunizationFinding { Concept = concept, Given = earlier }, meaning, box);
            yield break;
        }

        if (name.As(EntryKind.Directive) is { } directive)
        {
            // "Advance directive: …" is a label; what stands behind it counts.
            if (directive.Name == "advance directive" && name.End < note.Tokens.Count && note.Tokens[name.End].IsMark(':')) yield break;
            if (DirectiveWords.MeansOtherwise(note, sentence, name)) yield break;
            if (directive.Name == "refusal of blood products" && WishForm.TellsOfTheStay(note, name)) yield break;
            if (box == BoxState.None) box = note.Boxes.Behind(note.Tokens, name.End);
            var meaning = DirectiveWords.HeldBy(note, sentence, name, directive.Name, Qualify(note, sentence, name, EntryKind.Directive));
            // "DNACPR … Date of order: 27/09/2025   CANCELLED 29/09/2025": the form is struck.
            if (note.Tokens[name.First].Start < note.BirthDateAt && CancelledForm.Day(note) is { } cancelled)
            {
                yield return Make(note, name, sentence, new DirectiveFinding { Concept = directive.Concept, Dated = cancelled, Active = false }, meaning, box);
                yield break;
            }

            yield return Make(note, name, sentence, new DirectiveFinding { Concept = directive.Concept, Dated = ItemDates.After(note, sentence, name) ?? (note.Tokens[name.First].Start < note.BirthDateAt ? note.Date : null), Active = !meaning.Assertion.Negated && !Revoked(meaning) }, meaning, box, DirectiveWords.Doubt(note, name, directive.Name));
        }
        // "Colostomy", "gastrostomy": the compiled lists know only how it was made; what the patient lives with is the device.
        else if (name.As(EntryKind.Procedure) is { } procedure && (procedure.Curated || name.As(EntryKind.Device) is null))
        {
            if (!procedure.Curated && section is not (SectionKind.Surgical or SectionKind.PastHistory or SectionKind.PastProblems)) yield break;
            if (ProcedureWords.MeansOtherwise(note, sentence, name, procedure.Name)) yield break;
            var meaning = Qualify(note, sentence, name, EntryKind.Procedure);
            var date = ItemDates.After(note, sentence, name) ?? ItemDates.Before(note, sentence, name) ?? ItemDates.OpensSentence(note, sentence, name);
            var notDone = meaning.Assertion.Negated || meaning.Course == Meaning.Planned;
            var done = ProcedureWords.Sited(note, sentence, name, procedure);
            yield return Make(note, name, sentence, new ProcedureFinding { Concept = done, Performed = date, NotDone = notDone }, meaning, box);
            foreach (var other in notDone ? [] : ItemDates.Further(note, sentence, name)) yield return Make(note, name, sentence, new ProcedureFinding { Concept = done, Performed = other }, meaning, box);
            if (DeviceOfProcedure.TryGetValue(procedure.Name, out var device) && !notDone)
                yield return Make(note, name, sentence, new DeviceFinding { Concept = new(device), Since = date }, meaning, box);
            if (ReplacedJoint.TryGetValue(procedure.Name, out var joint) && !notDone && name.End + 1 < note.Tokens.Count && note.Tokens[name.End].Is("in") && note.Tokens[name.End + 1].Is("situ"))
                yield return Make(note, name, sentence, new DeviceFinding { Concept = new(joint) }, meaning, box);
            if (StatusAfterProcedure.TryGetValue(procedure.Name, out var after) && !notDone && !(name.First > 0 && note.Tokens[name.First - 1].Is("partial")))
                yield return Make(note, name, sentence, new ProblemFinding { Concept = new(after.Name) { Codes = [new(CodeSystems.Icd10Cm, after.Code)] }, Onset = date, Status = ProblemStatus.Active },
                    meaning with { Assertion = meaning.Assertion with { Temporality = Temporality.Current } }, box);
        }
        else if (name.As(EntryKind.Device) is { } device)
        {
            if (AbbreviationContext.MeansOtherwise(note, sentence, name) || DeviceNaming.MeansOther(note, sentence, name)) yield break;
            var meaning = Qualify(note, sentence, name, EntryKind.Device);
            var need = DeviceNeeds.Of(note, sentence, name);
            if (need == DeviceNeed.NotNeeded) meaning = meaning with { Assertion = meaning.Assertion with { Negated = true } };
            if (WishForm.AsksForLater(note, name)) yield break;
            if (WishForm.Of(note, name) is { Asks: true } wish)
            {
                if (wish.Refused is true && device.Name == "PEG tube") yield return Make(note, name, sentence, new DirectiveFinding { Concept = new("no feeding tube"), Dated = note.Date, Active = true }, meaning, BoxState.Ticked);
                yield break;
            }

            // "No ICD shocks" denies the shocks.
            if (meaning.Assertion.Negated && name.End < sentence.Range.End && note.Tokens[name.End].Kind == TokenKind.Word && note.Tokens[name.End].Folded is not ("in" or "or" or "and" or "present")) yield break;
            // "Laparoscopic surgery: the port sites were closed"
            if (name.End < sentence.Range.End && note.Tokens[name.End].Folded is "site" or "sites" or "wine") yield break;
            var end = DeviceEnds.Of(note, sentence, name);
            var removed = meaning.Resolved || meaning.Course is Meaning.Stopped || end is { Ordered: false };
            var renewed = removed ? null : ItemDates.Renewed(note, sentence, name);
            var placed = ItemDates.After(note, sentence, name) ?? ItemDates.Implanted(note, sentence, name) ?? ItemDates.OfImplantation(note, sentence, name);
            yield return Make(note, name, sentence, new DeviceFinding { Concept = device.Concept, Since = renewed ?? placed, Removed = removed ? end?.When : null, Active = !removed && !meaning.Assertion.Negated }, meaning, box, end is { Ordered: true } && !removed ? "it was to be removed" : need == DeviceNeed.Weighed ? "it was assessed, and not said to be in use" : null);
            foreach (var done in DeviceOperations.Of(note, sentence, name, device.Name, meaning, placed, renewed)) yield return Make(note, name, sentence, done, meaning with { Assertion = meaning.Assertion with { Temporality = Temporality.Current } }, box);
        }
        else if (name.As(EntryKind.Problem) is { } problem)
        {
            if (name.As(EntryKind.Reaction) is not null && !problem.Curated) yield break;
            // "Ibuprofen - asthma attack": among the allergies it is what the substance did.
            if (section == SectionKind.Allergies) yield break;
            // "Vaccines: flu and covid 2023; shingles not given": there a disease is what the vaccine is against.
            if (section == SectionKind.Immunizations) yield break;
            // "Nasal spray prn severe hypoglycemia": what a medicine is kept for.
            if (KeptFor(note, sentence, name)) yield break;
            var listed = section is SectionKind.Problems or SectionKind.PastHistory or SectionKind.PastProblems or SectionKind.Assessment;
            if (name.TermAs(EntryKind.Problem)!.OnlyInItsSection && !listed) yield break;
            if (!problem.Curated && !listed && note.Tokens[name.End - 1].End - note.Tokens[name.First].Start < ShortestNameInRunningText) yield break;
            // "His wife smokes", "smokes cannabis": only how much he smokes himself makes it his.
            if (note.Tokens[name.End - 1].Is("smokes") && !SmokesSoMuch(note, sentence, name)) yield break;
            if (NamesATest(note, sentence, name) || NoProblem.Is(note, sentence, name) || AbbreviationContext.MeansOtherwise(note, sentence, name)) yield break;
            var asked = FormQuestion.Of(note, sentence, name);
            if (asked == AskedFor.ToldBehind) yield break;
            var meaning = Qualify(note, sentence, name, EntryKind.Problem);
            // "HBsAg positive, HIV neg": the name holds its own answer.
            if (meaning.Assertion.Negated && note.Tokens[name.End - 1].Is("positive") && !sentence.Triggers.Any(trigger => trigger.Rule.Means == Meaning.Negated && trigger.End <= name.First)) meaning = meaning with { Assertion = meaning.Assertion with { Negated = false } };
            if (Repairs.Of(note, sentence, name, problem) is { } first)
            {
                yield return Make(note, name, sentence, new ProcedureFinding { Concept = new(note.Words(first, name.End)), Performed = ItemDates.After(note, sentence, name) ?? ItemDates.OpensLine(note, name), NotDone = meaning.Assertion.Negated || meaning.Course == Meaning.Planned }, meaning, box);
                yield break;
            }

            if (Obstetric.Contains(problem.Name) && ItemDates.OfThePast(note, sentence, name)) meaning = meaning with { Assertion = meaning.Assertion with { Temporality = Temporality.Historical } };
            if (section == SectionKind.PastProblems) meaning = meaning with { Assertion = meaning.Assertion with { Temporality = Temporality.Historical } };
            if (CuredByRemoval.Is(note, sentence, name, problem)) meaning = meaning with { Assertion = meaning.Assertion with { Temporality = Temporality.Historical } };
            if (AntiInfection.Ended(note, sentence, name, problem)) meaning = meaning with { Resolved = true, Assertion = meaning.Assertion with { Temporality = Temporality.Historical } };
            meaning = AntiInfection.OnlySymptoms(note, sentence, name, problem, meaning);
            // "Stopped: glipizide (hypoglycemia)": what a stopped drug did is no present problem.
            if (section is SectionKind.Stopped or SectionKind.OnHold || EndedADrug(note, sentence, name)) meaning = meaning with { Assertion = meaning.Assertion with { Temporality = Temporality.Historical } };
            var finding = new ProblemFinding
            {
                Concept = SmokingField.Answer(note, name) ?? problem.Concept,
                Onset = ItemDates.After(note, sentence, name) ?? (listed ? ItemDates.OpensLine(note, name) : null),
                Severity = SeverityBefore(note, sentence, name),
                Status = meaning.Resolved ? ProblemStatus.Resolved : meaning.Assertion.Temporality == Temporality.Historical ? ProblemStatus.Unknown : ProblemStatus.Active,
            };
            yield return Make(note, name, sentence, finding, meaning, box, asked == AskedFor.EitherOne ? "the form asks for either of two" : NoProblem.MayBeDenied(note, name) ? "the word before it may be a misread \"not\"" : null);
        }
    }

    // "Amiodarone stopped July 2023 (thyrotoxicosis)", "valganciclovir held 2/2024 for neutropenia": why a drug was ended, and so over.
    private static bool EndedADrug(Note note, NotedSentence sentence, FoundName name)
    {
        var before = note.Tokens[name.First - (name.First > 0 ? 1 : 0)].Folded;
        if (before is not ("(" or "-" or "for" or "to" or "of" or "after")) return false;
        // "Nitrofurantoin 100 mg x 7 days (UTI) start 9-26   STOP 10-02"
        if (before == "(" && sentence.Names.Any(drug => drug.As(EntryKind.Drug) is not null && drug.End <= name.First && note.Tokens[drug.First].Line == note.Tokens[name.First].Line)
            && sentence.Triggers.Any(trigger => trigger.Rule.Means == Meaning.Stopped && trigger.First >= name.End && note.Tokens[trigger.First].Line == note.Tokens[name.First].Line)) return true;
        return sentence.Triggers.Any(trigger => trigger.Rule.Means is Meaning.Stopped or Meaning.OnHold && trigger.End <= name.First && name.First - trigger.End <= ReasonReach
            && sentence.Names.Any(drug => drug.As(EntryKind.Drug) is not null && drug.End <= trigger.First && trigger.First - drug.End <= ReasonReach));
    }

    private static bool KeptFor(Note note, NotedSentence sentence, FoundName name)
    {
        var at = name.First - 1;
        // "Baqsimi 3 mg nasal, one spray for severe hypoglycemia"
        if (name.As(EntryKind.Problem)?.Name is "hypoglycemia" or "anaphylaxis" && sentence.Names.Any(drug => drug.End <= name.First && drug.As(EntryKind.Drug)?.Name is "glucagon" or "glucose" or "dextrose" or "epinephrine")
            && Enumerable.Range(Math.Max(sentence.Range.First, name.First - 3), Math.Min(3, name.First - sentence.Range.First)).Any(back => note.Tokens[back].Folded is "for" or "if" or "of" or "during" or "in")) return true;
        while (at > sentence.Range.First && note.Tokens[at].Folded is "severe" or "mild" or "moderate" or "for" or "acute" or "any") at--;
        return at >= sentence.Range.First && note.Tokens[at].Folded is "prn" or "sos" && note.Tokens[at].Line == note.Tokens[name.First].Line;
    }

    // "Pertussis (Boostrix-IPV) 14/07/2025": the bracket names the product of the same vaccination.
    private static bool NamedAgainInBracket(Note note, NotedSentence sentence, FoundName name) =>
        name.End + 1 < sentence.Range.End && note.Tokens[name.End].IsMark('(') && sentence.Names.Any(other => other.First == name.End + 1 && other.TermAs(EntryKind.Vaccine) is not null && other.End < note.Tokens.Count && note.Tokens[other.End].IsMark(')'));

    // "Pneumococcal PPV23": the word beside it says which, and both are one vaccine.
    private static bool NamedCloser(Note note, NotedSentence sentence, FoundName name, LexiconEntry vaccine) =>
        name.End < sentence.Range.End && note.Tokens[name.End].Start - note.Tokens[name.End - 1].End <= 1
        && sentence.Names.Any(other => other.First == name.End && other.TermAs(EntryKind.Vaccine) is { } closer && closer.Entry.Name.StartsWith($"{vaccine.Name.Split(' ')[0]} ", StringComparison.Ordinal));

    // "MMR | | contraindicated - not given": the status that stands behind the vaccine.
    private static bool Refused(Note note, NotedSentence sentence, FoundName name)
    {
        for (var at = name.End; at < Math.Min(sentence.Range.End, name.End + ReasonReach) && note.Tokens[at].Line == note.Tokens[name.First].Line; at++)
        {
            if (sentence.Names.Any(other => other.First == at && other.As(EntryKind.Vaccine) is not null) || note.Tokens[at].Folded is "," or "." or ";") return false;
            if (note.Tokens[at].Folded is "contraindicated" or "refused" or "declined" or "deferred") return true;
        }

        return false;
    }

    // "COVID + flu jabs given 16/10/2024": what is named beside a vaccine, as its equal, is one.
    private static bool BesideAVaccine(Note note, NotedSentence sentence, FoundName name) =>
        name.End < sentence.Range.End && note.Tokens[name.End].Folded is "+" or "&" or "and" or "/"
        && sentence.Names.Any(other => other.First == name.End + 1 && other.TermAs(EntryKind.Vaccine) is { OnlyInItsSection: false });

    // "Severe aortic stenosis", "moderate left-sided hearing loss"
    private static string? SeverityBefore(Note note, NotedSentence sentence, FoundName name)
    {
        for (var at = name.First - 1; at >= Math.Max(sentence.Range.First, name.First - 4); at--)
        {
            var word = note.Tokens[at].Folded;
            if (word is "mild" or "moderate" or "severe") return word;
            if (word is not ("left" or "right" or "sided" or "-" or "bilateral" or "chronic" or "acute")) return null;
        }

        return null;
    }

    private static bool SmokesSoMuch(Note note, NotedSentence sentence, FoundName name)
    {
        for (var at = sentence.Range.First; at < name.First; at++)
            if (note.Tokens[at].Folded is not ("he" or "she" or "patient" or "pt" or "the" or "still" or "currently" or "also" or "and" or "now" or "mr" or "mrs" or "ms" or ":" or "-")) return false;
        for (var at = name.End; at < Math.Min(sentence.Range.End, name.End + 4); at++)
            if (note.Tokens[at].Kind == TokenKind.Number || note.Tokens[at].Folded is "cigarettes" or "tobacco" or "daily" or "pack" or "packs" or "ppd" or "roll") return !note.WordSet.Contains("cannabis") || note.Tokens[at].Kind == TokenKind.Number;
        return false;
    }

    // "HIV Ag/Ab non-reactive", "hepatitis C antibody", "haematoma block", "sepsis pathway": the disease that a test looks for is not stated by its name.
    private static bool NamesATest(Note note, NotedSentence sentence, FoundName name) =>
        VaccineNaming.InjectionBehindBracket(note, sentence, name) || name.End < sentence.Range.End && note.Tokens[name.End].Line == note.Tokens[name.End - 1].Line && TestWords.Contains(note.Tokens[name.End].Folded);

    private static Qualification Qualify(Note note, NotedSentence sentence, FoundName name, EntryKind kind) =>
        note.Qualifier.Qualify(name, kind, allergy: false, sentence.Section, sentence.Triggers, sentence.Names);

    private static bool Given(Note note, NotedSentence sentence, FoundName name)
    {
        for (var at = name.End; at < Math.Min(sentence.Range.End, name.End + VaccineWords) && note.Tokens[at].Folded is not ("." or ";"); at++)
        {
            if (at > name.End && sentence.Names.Any(other => other.First == at && other.As(EntryKind.Vaccine) is not null)) break;
            if (note.Tokens[at].Folded is "given" or "administered" or "received" or "today" or "done" or "taken") return at - name.End < 4 || !(note.Tokens[at - 1].Folded is "be" or "not" or "when" or "if" or "never");
        }

        return name.First > sentence.Range.First && note.Tokens[name.First - 1].Folded is "received" or "given" or "had";
    }

    private static TextFinding Make<T>(Note note, FoundName name, NotedSentence sentence, T finding, Qualification meaning, BoxState box, string? doubt = null)
        where T : Finding
    {
        sentence.Used.Add(name);
        return new(Doubt.Weigh(finding, name, meaning, box, doubt), note.Span(name.First, name.End), "history words", name.Terms[0].Entry.Curated ? 0.9 : 0.8);
    }
}
