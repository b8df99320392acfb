using System.IO.Compression;
using System.Text;
using MedLedger.Domain.Documents;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Identity;
using MedLedger.Formats.Dicom;
using MedLedger.Ingestion.DicomStatements;
using MedLedger.Ingestion.Tests.Fixtures;
using MedLedger.TestKit;

namespace MedLedger.Ingestion.Tests.DicomStatements;

public class DicomReadingTests
{
    private const string Explicit = "1.2.840.10008.1.2.1";
    private const string Implicit = "1.2.840.10008.1.2";
    private const string BigEndian = "1.2.840.10008.1.2.2";
    private const string Deflated = "1.2.840.10008.1.2.1.99";

    public static TheoryData<string, byte[]> Encodings => new()
    {
        { "explicit", new Dicom().Person().File(Explicit) },
        { "implicit", new Dicom(implicitRepresentation: true).Person().File(Implicit) },
        { "big endian", new Dicom(bigEndian: true).Person().File(BigEndian) },
        { "deflated", new Dicom().File(Deflated, dataSet: Deflate(new Dicom().Person().Bytes)) },
        { "no preamble and no meta information", new Dicom().Person().Bytes },
        { "implicit without meta information", new Dicom(implicitRepresentation: true).Person().Bytes },
        { "big endian without meta information", new Dicom(bigEndian: true).Person().Bytes },
        { "named explicit, written implicit", new Dicom(implicitRepresentation: true).Person().File(Explicit) },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task Every_encoding_names_the_same_patient_and_study(string encoding, byte[] file)
    {
        var reading = Assert.IsType<ReadOutcome.Read>(await Reads.Bytes(file)).Reading;
        Assert.Equal("application/dicom", reading.MediaType);
        var claim = reading.Patient!;
        Assert.Equal(("Ada B Example", "1950-02-03", Sex.Female), (claim.Name!.Text, claim.BirthDate.ToString(), claim.Sex));
        Assert.Equal([new PatientIdentifier("77", "HOSP")], claim.Identifiers);
        var study = Assert.IsType<ObservationFinding>(Assert.Single(reading.Statements));
        Assert.Equal((ObservationCategory.Imaging, "CT of the chest", "2025-01-02"), (study.Category, study.Concept.Text, study.Effective.ToString()));
        Assert.Contains("1.2.3.4", study.Sources[0].Quote, StringComparison.Ordinal);
        Assert.NotEmpty(encoding);
    }

    [Fact]
    public async Task A_report_gives_text_conclusion_and_measurements()
    {
        var dicom = new Dicom().Person();
        var finding = dicom.Item().Add(0x0040_A040, "CS", "TEXT").Coded(0x0040_A043, "121071", "DCM", "Finding").Add(0x0040_A160, "UT", "No pneumothorax.");
        var size = dicom.Item().Add(0x0040_A040, "CS", "NUM").Coded(0x0040_A043, "M-02550", "SRT", "Diameter")
            .AddSequence(0x0040_A300, false, dicom.Item().Coded(0x0040_08EA, "mm", "UCUM", "millimeter").Add(0x0040_A30A, "DS", "12.5"));
        var impression = dicom.Item().Add(0x0040_A040, "CS", "TEXT").Coded(0x0040_A043, "121073", "DCM", "Impression").Add(0x0040_A160, "UT", "Small nodule.");
        var report = dicom.Add(0x0040_A491, "CS", "COMPLETE").Add(0x0040_A493, "CS", "VERIFIED").AddSequence(0x0040_A730, true,
            dicom.Item().Add(0x0040_A040, "CS", "CONTAINER").Coded(0x0040_A043, "121070", "DCM", "Findings").AddSequence(0x0040_A730, true, finding, size),
            dicom.Item().Add(0x0040_A040, "CS", "CONTAINER").Coded(0x0040_A043, "121072", "DCM", "Impressions").AddSequence(0x0040_A730, false, impression));
        var reading = Assert.IsType<ReadOutcome.Read>(await Reads.Bytes(report.File(Explicit))).Reading;
        Assert.Equal("Findings:\nNo pneumothorax.\nDiameter: 12.5 mm\n\nImpressions:\nSmall nodule.", reading.Pages[1].Text);
        Assert.Equal(("Small nodule.", "final"), (((ObservationFinding)reading.Statements[0]).ValueText!.Text, ((ObservationFinding)reading.Statements[0]).Status));
        Assert.Equal(new Quantity(12.5m, "mm") { Ucum = "mm" }, ((ObservationFinding)reading.Statements[1]).Value);
    }

    [Fact]
    public async Task A_wrapped_PDF_and_a_wrapped_CDA_are_read_as_what_they_are()
    {
        var pdf = PdfBuilder.Build(300, 200, ["Take amlodipine 10 mg once daily with water and food."]);
        var wrapped = await Reads.Bytes(new Dicom().Person().Add(0x0042_0011, "OB", pdf.Length % 2 == 0 ? pdf : [.. pdf, 0]).File(Explicit));
        Assert.Contains("amlodipine", Reads.Of(wrapped).Pages[^1].Text, StringComparison.Ordinal);
        var cda = Encoding.UTF8.GetBytes(Cda.Document(Cda.Section("48765-2", "Allergies", "", Cda.Allergy("<name>latex</name>"))));
        var statements = Reads.Of(await Reads.Bytes(new Dicom().Person().Add(0x0042_0011, "OB", cda.Length % 2 == 0 ? cda : [.. cda, 0x20]).File(Explicit))).Statements;
        Assert.Equal("latex", Assert.Single(statements.OfType<AllergyFinding>()).Concept.Text);
    }

    [Fact]
    public async Task A_wrapped_document_of_somebody_else_is_left_out()
    {
        var cda = Encoding.UTF8.GetBytes(Cda.Document(Cda.Section("48765-2", "Allergies", "", Cda.Allergy("<name>latex</name>"))));
        var outcome = await Reads.Bytes(new Dicom().Person("Other^Max").Add(0x0042_0011, "OB", cda.Length % 2 == 0 ? cda : [.. cda, 0x20]).File(Explicit));
        Assert.Equal("several-patients", Reads.Code(Assert.IsType<ReadOutcome.PartlyRead>(outcome)));
        Assert.Empty(Reads.Of(outcome).Statements.OfType<AllergyFinding>());
    }

    [Fact]
    public async Task A_captured_page_is_read_from_its_pixels()
    {
        var reading = Assert.IsType<ReadOutcome.Read>(await Reads.Bytes((await CaptureAsync()).File(Explicit))).Reading;
        Assert.Equal(PageOrigin.Ocr, reading.Pages[^1].Origin);
        Assert.Contains("penicillin", reading.Pages[^1].Text, StringComparison.OrdinalIgnoreCase);
    }

    private static async Task<Dicom> CaptureAsync()
    {
        var (width, height, grey) = Grey(await ProgramRun.RunAsync("pdftoppm", PdfBuilder.Build(400, 120, ["Allergic to penicillin", "Takes amlodipine 10 mg"]), "-gray", "-r", "200", "-"));
        return new Dicom().Add(0x0008_0016, "UI", "1.2.840.10008.5.1.4.1.1.7").Add(0x0008_0018, "UI", "1.2.3.4.5").Person().AddNumber(0x0028_0002, 1).Add(0x0028_0004, "CS", "MONOCHROME2")
            .AddNumber(0x0028_0010, height).AddNumber(0x0028_0011, width).AddNumber(0x0028_0100, 8).AddNumber(0x0028_0101, 8).AddNumber(0x0028_0102, 7).AddNumber(0x0028_0103, 0)
            .Add(0x7FE0_0010, "OB", grey.Length % 2 == 0 ? grey : [.. grey, 0]);
    }

    [Theory]
    [InlineData("dcmcjpeg", "+e1")]
    [InlineData("dcmcjpeg", "+eb")]
    [InlineData("dcmcjpeg", "+el")]
    [InlineData("dcmcjpls", "+el")]
    [InlineData("dcmcjpls", "+en")]
    [InlineData("dcmcrle", "-q")]
    public async Task A_captured_page_is_read_however_its_pixels_were_compressed(string program, string how)
    {
        var packed = await ProgramRun.RunAsync(program, (await CaptureAsync()).File(Explicit), how, "-", "-");
        Assert.NotEmpty(packed);
        var reading = Assert.IsType<ReadOutcome.Read>(await Reads.Bytes(packed)).Reading;
        Assert.Contains("penicillin", reading.Pages[^1].Text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_captured_page_in_JPEG_2000_is_read()
    {
        var folder = Directory.CreateTempSubdirectory("medledger-j2k-");
        try
        {
            var (plain, packed) = (Path.Combine(folder.FullName, "plain.dcm"), Path.Combine(folder.FullName, "packed.dcm"));
            await File.WriteAllBytesAsync(plain, (await CaptureAsync()).File(Explicit));
            await ProgramRun.RunAsync("gdcmconv", [], "--j2k", "-i", plain, "-o", packed);
            var reading = Assert.IsType<ReadOutcome.Read>(await Reads.Bytes(await File.ReadAllBytesAsync(packed))).Reading;
            Assert.Contains("penicillin", reading.Pages[^1].Text, StringComparison.OrdinalIgnoreCase);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Compressed_pixels_that_are_damaged_or_state_too_much_cost_themselves_only()
    {
        var packed = await ProgramRun.RunAsync("dcmcrle", (await CaptureAsync()).File(Explicit), "-", "-");
        Assert.Equal("Ada B Example", Reads.Of(await Reads.Bytes(packed[..^(packed.Length / 3)])).Patient!.Name!.Text);
        var huge = new Dicom().Add(0x0008_0016, "UI", "1.2.840.10008.5.1.4.1.1.7").Person().AddNumber(0x0028_0002, 3).Add(0x0028_0004, "CS", "RGB")
            .Add(0x0028_0008, "IS", "99999").AddNumber(0x0028_0010, 9000).AddNumber(0x0028_0011, 8000).AddNumber(0x0028_0100, 8).Add(0x7FE0_0010, "OB", new byte[64]);
        Assert.Contains(Reads.Of(await Reads.Bytes(huge.File("1.2.840.10008.1.2.5"))).NotUnderstood, one => one.Contains("not decoded", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Other_identifiers_come_with_their_issuers()
    {
        var dicom = new Dicom().Person();
        var other = dicom.Item().Add(0x0010_0020, "LO", "S-9").Add(0x0010_0021, "LO", "CITY");
        var reading = Reads.Of(await Reads.Bytes(dicom.AddSequence(0x0010_1002, false, other).File(Explicit)));
        Assert.Equal([new PatientIdentifier("77", "HOSP"), new PatientIdentifier("S-9", "CITY")], reading.Patient!.Identifiers);
    }

    [Theory]
    [InlineData("MZ")]
    [InlineData("%PDF-1.7\n")]
    [InlineData("#!/bin/sh\n")]
    public async Task A_preamble_that_is_another_document_is_not_opened_and_named(string start)
    {
        var preamble = new byte[128];
        Encoding.Latin1.GetBytes(start).CopyTo(preamble, 0);
        var reading = Reads.Of(await Reads.Bytes(new Dicom().Person().File(Explicit, preamble)));
        Assert.Equal("application/dicom", reading.MediaType);
        Assert.Contains(reading.NotUnderstood, part => part.Contains("preamble", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("ISO_IR 192", "65001", "Müller^Jörg")]
    [InlineData("ISO_IR 100", "28591", "Müller^Jörg")]
    [InlineData("ISO_IR 144", "28595", "Люкceмбypг")]
    [InlineData("ISO_IR 126", "28597", "Διονυσιος")]
    [InlineData("GB18030", "54936", "王^小东")]
    public void Names_are_read_in_the_stated_character_set(string set, string codePage, string name)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(int.Parse(codePage, System.Globalization.CultureInfo.InvariantCulture)) ?? Encoding.GetEncoding(int.Parse(codePage, System.Globalization.CultureInfo.InvariantCulture));
        var data = DicomFile.Parse(new Dicom().Add(0x0008_0005, "CS", set).Add(0x0010_0010, "PN", name, encoding).Bytes).Data;
        Assert.Equal(name, data.WholeText(DicomTags.PatientName));
    }

    [Fact]
    public void Escape_sequences_switch_the_character_set_and_delimiters_switch_it_back()
    {
        // PS3.5, annex H.3.1: Yamada^Tarou in alphabetic, ideographic and phonetic form.
        byte[] name = [.. "Yamada^Tarou="u8, 0x1B, 0x24, 0x42, 0x3B, 0x33, 0x45, 0x44, 0x1B, 0x28, 0x42, 0x5E, 0x1B, 0x24, 0x42, 0x42, 0x40, 0x4F, 0x3A, 0x1B, 0x28, 0x42];
        var data = DicomFile.Parse(new Dicom().Add(0x0008_0005, "CS", "\\ISO 2022 IR 87").Add(0x0010_0010, "PN", name).Bytes).Data;
        Assert.Equal("Yamada^Tarou=山田^太郎", data.WholeText(DicomTags.PatientName));
    }

    [Fact]
    public void A_UN_element_of_undefined_length_is_an_implicit_sequence()
    {
        var item = new Dicom(implicitRepresentation: true).Add(0x0008_0104, "LO", "words").Bytes;
        byte[] sequence = [0x99, 0x00, 0x10, 0x00, (byte)'U', (byte)'N', 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0xFE, 0xFF, 0x00, 0xE0, (byte)item.Length, 0, 0, 0, .. item, 0xFE, 0xFF, 0xDD, 0xE0, 0, 0, 0, 0];
        var data = DicomFile.Parse((byte[])[.. new Dicom().Add(0x0008_0060, "CS", "CT").Bytes, .. sequence, .. new Dicom().Add(0x0099_0011, "LO", "behind").Bytes]).Data;
        Assert.Equal(("words", "behind"), (data.FirstItem(0x0099_0010)!.Text(DicomTags.CodeMeaning), data.Text(0x0099_0011)));
    }

    [Fact]
    public async Task Depth_and_inflation_are_bounded_and_a_cut_object_is_partly_read()
    {
        var deep = new Dicom().Add(0x0008_0060, "CS", "CT");
        for (var i = 0; i < 40; i++) deep = new Dicom().AddSequence(0x0040_A730, false, deep);
        Assert.Equal("over-limit", Reads.Code(await Reads.Bytes(new Dicom().File(Explicit, dataSet: deep.Bytes))));
        Assert.Equal("over-limit", Reads.Code(await Reads.Bytes(new Dicom().File(Deflated, dataSet: Deflate(new byte[80 * 1024 * 1024])))));
        Assert.Equal("damaged", Reads.Code(await Reads.Bytes(new Dicom().File(Deflated, dataSet: [0xFF, 0xFF, 0xFF, 0xFF]))));
        var whole = new Dicom().Person().File(Explicit);
        Assert.Equal("truncated", Reads.Code(Assert.IsType<ReadOutcome.PartlyRead>(await Reads.Bytes(whole[..^3]))));
    }

    [Fact]
    public async Task A_directory_of_two_patients_is_held_back()
    {
        var directory = new Dicom().AddSequence(0x0004_1220, false,
            new Dicom().Add(0x0004_1430, "CS", "PATIENT").Add(0x0010_0010, "PN", "A^A"), new Dicom().Add(0x0004_1430, "CS", "PATIENT").Add(0x0010_0010, "PN", "B^B"));
        Assert.Equal("several-patients", Reads.Code(await Reads.Bytes(directory.File(Explicit))));
    }

    [SharedFact]
    public async Task Every_shared_object_is_read_or_cleanly_refused_and_its_study_is_right()
    {
        int files = 0, studies = 0;
        foreach (var path in Directory.GetFiles(SharedData.Path("data", "health", "dicom"), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var bytes = await File.ReadAllBytesAsync(path);
            if (Path.GetFileName(path) is "MANIFEST.tsv" or "README.md" || path.EndsWith(".gz", StringComparison.Ordinal)) bytes = path.EndsWith(".gz", StringComparison.Ordinal) ? Unzip(bytes) : [];
            if (bytes.Length == 0) continue;
            files++;
            var outcome = await Reads.Bytes(bytes);
            if (Reads.Of(outcome).MediaType != "application/dicom" || outcome is not (ReadOutcome.Read or ReadOutcome.PartlyRead)) continue;
            var data = DicomFile.Parse(bytes).Data;
            // Without a class it is no object but a piece of one, whose study stands in a sequence.
            if (RawStudy(bytes) is not { } raw || (data.Text(DicomTags.SopClass) is null && data.Items(DicomTags.DirectoryRecords).Count == 0)) continue;
            var parsed = DicomStudy.Instance(data);
            studies++;
            Assert.True(raw == parsed, $"{path}: {parsed} instead of {raw}");
        }

        Assert.InRange(files, 150, int.MaxValue);
        Assert.InRange(studies, 100, files);
    }

    // The tag, its representation or length, and digits and dots: found without parsing anything before it.
    private static string? RawStudy(byte[] bytes)
    {
        byte[][] heads = [[0x20, 0x00, 0x0D, 0x00, (byte)'U', (byte)'I'], [0x00, 0x20, 0x00, 0x0D, (byte)'U', (byte)'I'], [0x20, 0x00, 0x0D, 0x00]];
        foreach (var (head, big) in heads.Select((head, index) => (head, index == 1)))
        {
            var at = bytes.AsSpan().IndexOf(head);
            if (at < 0 || at + 8 > bytes.Length) continue;
            var length = head.Length == 6 ? big ? (bytes[at + 6] << 8) | bytes[at + 7] : bytes[at + 6] | (bytes[at + 7] << 8) : bytes[at + 4] | (bytes[at + 5] << 8);
            if (length is 0 or > 64 || at + 8 + length > bytes.Length) continue;
            var text = Encoding.ASCII.GetString(bytes, at + 8, length).TrimEnd('\0', ' ');
            if (text.Length > 3 && text.All(c => char.IsAsciiDigit(c) || c == '.')) return text;
        }

        return null;
    }

    // PGM: "P5", width and height, greatest value, a line each.
    private static (ushort Width, ushort Height, byte[] Grey) Grey(byte[] pgm)
    {
        var header = Encoding.ASCII.GetString(pgm, 0, 40).Split('\n', 4);
        var size = header[1].Split(' ');
        var start = header[0].Length + header[1].Length + header[2].Length + 3;
        return (ushort.Parse(size[0], System.Globalization.CultureInfo.InvariantCulture), ushort.Parse(size[1], System.Globalization.CultureInfo.InvariantCulture), pgm[start..]);
    }

    private static byte[] Unzip(byte[] bytes)
    {
        using var unzipped = new MemoryStream();
        using (var gzip = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress)) gzip.CopyTo(unzipped);
        return unzipped.ToArray();
    }

    private static byte[] Deflate(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Fastest, leaveOpen: true)) deflate.Write(bytes);
        return packed.ToArray();
    }
}
