// The hospital laboratory's result message (HL7 v2.5.1, ORU^R01). Segments end in CR, as the standard wants.
const result = (number, code, name, value, unit, range, flag) =>
  `OBX|${number}|NM|${code}^${name}^LN||${value}|${unit}|${range}|${flag}|||F|||20250617071500`;

export function resultMessage() {
  return Buffer.from(
    [
      "MSH|^~\\&|TAMLAB|MDH|EMR|LARKFIELD|20250617102200||ORU^R01^ORU_R01|MDH-250617-0412|P|2.5.1|||||||UNICODE UTF-8",
      "PID|1||MDH-705331^^^MDH^MR~LS-20418^^^LARKFIELD^PI||Marchbanks^Philippa^Jane||19490517|F|||27 Orchard Rise^^Merrowdale||^PRN^PH^^^207^5550163",
      "PV1|1|I|CARD^12^2",
      "ORC|RE|ORD-55821|TL-90417",
      "OBR|1|ORD-55821|TL-90417|24323-8^Comprehensive metabolic panel^LN|||20250617071500|||||||||ENGELBRECHT^Marisol|||||||20250617102000|||F",
      result(1, "2160-0", "Creatinine", "1.48", "mg/dL", "0.50-1.10", "H"),
      result(2, "2823-3", "Potassium", "4.7", "mmol/L", "3.5-5.0", "N"),
      result(3, "2951-2", "Sodium", "139", "mmol/L", "136-145", "N"),
      result(4, "718-7", "Hemoglobin", "11.6", "g/dL", "12.0-15.5", "L"),
      result(5, "33762-6", "NT-proBNP", "2240", "pg/mL", "<450", "H"),
      "NTE|1|L|Specimen slightly hemolysed; potassium confirmed on a second tube.",
      "",
    ].join("\r"),
  );
}
