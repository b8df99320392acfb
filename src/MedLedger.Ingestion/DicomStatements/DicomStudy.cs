using System.Text;
using MedLedger.Domain;
using MedLedger.Domain.Coding;
using MedLedger.Domain.Content;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Provenance;
using MedLedger.Formats.Dicom;
using MedLedger.Formats.Hl7v2;

namespace MedLedger.Ingestion.DicomStatements;

/// <summary>What kind of study an object belongs to: one imaging line, and the facts to look at.</summary>
internal static class DicomStudy
{
    private static readonly Dictionary<string, string> Modalities = new(StringComparer.Ordinal)
    {
        ["CT"] = "Computed tomography",
        ["MR"] = "Magnetic resonance",
        ["US"] = "Ultrasound",
        ["CR"] = "Radiograph",
        ["DX"] = "Radiograph",
        ["DR"] = "Radiograph",
        ["MG"] = "Mammography",
        ["NM"] = "Nuclear medicine",
        ["PT"] = "Positron emission tomography",
        ["XA"] = "Angiography",
        ["RF"] = "Fluoroscopy",
        ["ES"] = "Endoscopy",
        ["SM"] = "Slide microscopy",
        ["XC"] = "Photograph",
        ["IVUS"] = "Intravascular ultrasound",
        ["OP"] = "Eye photograph",
        ["OCT"] = "Optical coherence tomography",
        ["ECG"] = "Electrocardiogram",
        ["RTIMAGE"] = "Radiotherapy image",
        ["RTDOSE"] = "Radiotherapy dose",
        ["RTPLAN"] = "Radiotherapy plan",
        ["RTSTRUCT"] = "Radiotherapy structures",
    };

    public static PartialDate? Date(DicomDataSet data) =>
        Hl7Dates.Read(data.Text(DicomTags.ContentDate)) ?? Hl7Dates.Read(data.Text(DicomTags.StudyDate)) ?? Hl7Dates.Read(data.Text(DicomTags.SeriesDate));

    /// <summary>The study as a line, where its modality is one of imaging; <paramref name="conclusion"/> is what a report concludes.</summary>
    public static ObservationFinding? Read(DicomDataSet data, Sha256Digest digest, string? conclusion, string? status)
    {
        var modality = data.Text(DicomTags.Modality) is { } code ? Modalities.GetValueOrDefault(code) : null;
        var described = data.Text(DicomTags.StudyDescription) ?? data.Text(DicomTags.SeriesDescription);
        if (modality is null && conclusion is null) return null;
        var body = data.Text(DicomTags.BodyPart)?.ToLowerInvariant();
        var name = described ?? (body is null ? modality ?? "Imaging report" : $"{modality}, {body}");
        return new()
        {
            Concept = new CodedText(name),
            Category = ObservationCategory.Imaging,
            Certainty = ReadingCertainty.Sure,
            ValueText = new(conclusion ?? (described is null || modality is null ? "study on record" : $"{modality} on record")),
            Effective = Hl7Dates.Read(data.Text(DicomTags.StudyDate)) ?? Date(data),
            Status = status,
            Performer = data.Text(DicomTags.Institution),
            Sources = [new(digest, new SourceSpan.ElementPath("(0020,000D)"), $"Study {Instance(data)}: {name}{(conclusion is null ? "" : "; " + conclusion)}", ReadingMethod.Coded, 1)],
        };
    }

    /// <summary>The study that the object belongs to; of a directory, the first it lists.</summary>
    public static string? Instance(DicomDataSet data) =>
        data.Text(DicomTags.StudyInstance) ?? data.Items(DicomTags.DirectoryRecords).Select(record => record.Text(DicomTags.StudyInstance)).FirstOrDefault(study => study is not null);

    /// <summary>The object's own facts in lines, for people and for the report.</summary>
    public static string Listing(DicomDataSet data, string? transferSyntax)
    {
        var lines = new StringBuilder();
        Add("Modality", data.Text(DicomTags.Modality));
        Add("Study", data.Text(DicomTags.StudyDescription));
        Add("Study date", data.Text(DicomTags.StudyDate));
        Add("StudyInstanceUID", Instance(data));
        Add("Series", data.Text(DicomTags.SeriesDescription));
        Add("Accession number", data.Text(DicomTags.Accession));
        Add("Body part", data.Text(DicomTags.BodyPart));
        Add("Institution", data.Text(DicomTags.Institution));
        Add("SOP class", data.Text(DicomTags.SopClass));
        Add("SOPInstanceUID", data.Text(DicomTags.SopInstance));
        Add("Transfer syntax", transferSyntax);
        if (data[DicomTags.Rows] is not null) Add("Image", $"{data.Number(DicomTags.Columns)} × {data.Number(DicomTags.Rows)} pixels, {data.Text(DicomTags.NumberOfFrames) ?? "1"} frames");
        return lines.ToString().TrimEnd();

        void Add(string label, string? value)
        {
            if (value is not null) lines.Append(label).Append(": ").Append(value).Append('\n');
        }
    }
}
