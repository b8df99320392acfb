namespace MedLedger.Formats.Dicom;

/// <summary>The tags that are read (PS3.6).</summary>
public static class DicomTags
{
    public const uint TransferSyntax = 0x0002_0010;
    public const uint DirectoryRecords = 0x0004_1220;
    public const uint DirectoryRecordType = 0x0004_1430;
    public const uint SpecificCharacterSet = 0x0008_0005;
    public const uint SopClass = 0x0008_0016;
    public const uint SopInstance = 0x0008_0018;
    public const uint StudyDate = 0x0008_0020;
    public const uint SeriesDate = 0x0008_0021;
    public const uint ContentDate = 0x0008_0023;
    public const uint Accession = 0x0008_0050;
    public const uint Modality = 0x0008_0060;
    public const uint Institution = 0x0008_0080;
    public const uint CodeValue = 0x0008_0100;
    public const uint CodeScheme = 0x0008_0102;
    public const uint CodeMeaning = 0x0008_0104;
    public const uint StudyDescription = 0x0008_1030;
    public const uint SeriesDescription = 0x0008_103E;
    public const uint PatientName = 0x0010_0010;
    public const uint PatientId = 0x0010_0020;
    public const uint PatientIdIssuer = 0x0010_0021;
    public const uint OtherPatientIds = 0x0010_1002;
    public const uint PatientBirthDate = 0x0010_0030;
    public const uint PatientSex = 0x0010_0040;
    public const uint BodyPart = 0x0018_0015;
    public const uint StudyInstance = 0x0020_000D;
    public const uint SamplesPerPixel = 0x0028_0002;
    public const uint Photometric = 0x0028_0004;
    public const uint PlanarConfiguration = 0x0028_0006;
    public const uint NumberOfFrames = 0x0028_0008;
    public const uint Rows = 0x0028_0010;
    public const uint Columns = 0x0028_0011;
    public const uint BitsAllocated = 0x0028_0100;
    public const uint BitsStored = 0x0028_0101;
    public const uint UnitsCode = 0x0040_08EA;
    public const uint ContentDateTimeValue = 0x0040_A120;
    public const uint ContentDateValue = 0x0040_A121;
    public const uint PersonName = 0x0040_A123;
    public const uint ValueType = 0x0040_A040;
    public const uint ConceptName = 0x0040_A043;
    public const uint TextValue = 0x0040_A160;
    public const uint ConceptCode = 0x0040_A168;
    public const uint MeasuredValue = 0x0040_A300;
    public const uint NumericValue = 0x0040_A30A;
    public const uint Completion = 0x0040_A491;
    public const uint Verification = 0x0040_A493;
    public const uint Content = 0x0040_A730;
    public const uint DocumentTitle = 0x0042_0010;
    public const uint EncapsulatedDocument = 0x0042_0011;
    public const uint EncapsulatedLength = 0x0042_0015;
    public const uint PixelData = 0x7FE0_0010;
    public const uint Item = 0xFFFE_E000;
    public const uint ItemEnd = 0xFFFE_E00D;
    public const uint SequenceEnd = 0xFFFE_E0DD;
}
