// The practice's export as a FHIR R4 collection Bundle. It is older than the letter: its doses are those of April.
const SNOMED = "http://snomed.info/sct";
const LOINC = "http://loinc.org";
const RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm";
const UCUM = "http://unitsofmeasure.org";
const TERM = "http://terminology.hl7.org/CodeSystem/";

const concept = (text, system, code, display) => ({ coding: [{ system, code, display }], text });
const status = (system, code) => ({ coding: [{ system: TERM + system, code }] });
const uuid = (n) => `urn:uuid:5d2a7c10-93e4-4b6f-8a01-${String(n).padStart(12, "0")}`;
const patient = { reference: uuid(1) };
const doctor = { reference: uuid(2) };

function people() {
  return [
    [
      1,
      {
        resourceType: "Patient",
        identifier: [
          { system: "urn:oid:2.999.41.1", value: "LS-20418", type: { text: "Larkfield Surgery patient number" } },
          { system: "urn:oid:2.999.41.2", value: "MDH-705331", type: { text: "Merrowdale District Hospital number" } },
        ],
        name: [{ use: "official", family: "Marchbanks", given: ["Philippa", "Jane"] }],
        telecom: [{ system: "phone", value: "(207) 555-0163", use: "home" }],
        gender: "female",
        birthDate: "1949-05-17",
        address: [{ text: "27 Orchard Rise, Merrowdale", line: ["27 Orchard Rise"], city: "Merrowdale" }],
        contact: [
          {
            relationship: [
              { coding: [{ system: TERM + "v2-0131", code: "C", display: "Emergency Contact" }], text: "son" },
            ],
            name: { family: "Marchbanks", given: ["Tobias"] },
            telecom: [{ system: "phone", value: "(207) 555-0186" }],
          },
        ],
      },
    ],
    [2, { resourceType: "Practitioner", name: [{ family: "Tregarth", given: ["Owen"], prefix: ["Dr."] }] }],
  ];
}

function allergies() {
  return [
    [
      10,
      {
        resourceType: "AllergyIntolerance",
        clinicalStatus: status("allergyintolerance-clinical", "active"),
        verificationStatus: status("allergyintolerance-verification", "confirmed"),
        type: "allergy",
        category: ["medication"],
        criticality: "high",
        code: concept("Cefuroxime", RXNORM, "2194", "cefuroxime"),
        patient,
        onsetDateTime: "2016",
        recordedDate: "2016-11-04",
        reaction: [{ manifestation: [concept("Anaphylaxis", SNOMED, "39579001", "Anaphylaxis")], severity: "severe" }],
      },
    ],
    [
      11,
      {
        resourceType: "AllergyIntolerance",
        verificationStatus: status("allergyintolerance-verification", "entered-in-error"),
        code: { text: "Naproxen" },
        patient,
        recordedDate: "2020-02-13",
      },
    ],
  ];
}

function problem(number, text, system, code, display, onset) {
  return [
    number,
    {
      resourceType: "Condition",
      clinicalStatus: status("condition-clinical", "active"),
      verificationStatus: status("condition-ver-status", "confirmed"),
      category: [status("condition-category", "problem-list-item")],
      code: concept(text, system, code, display),
      subject: patient,
      ...(onset ? { onsetDateTime: onset } : {}),
    },
  ];
}

function problems() {
  return [
    problem(20, "Paroxysmal atrial fibrillation", SNOMED, "49436004", "Atrial fibrillation", "2018"),
    problem(21, "Sick sinus syndrome", SNOMED, "36083008", "Sick sinus syndrome", "2019-03"),
    problem(
      22,
      "Chronic obstructive pulmonary disease",
      SNOMED,
      "13645005",
      "Chronic obstructive lung disease",
      "2014",
    ),
    problem(23, "Hypertension", SNOMED, "59621000", "Essential hypertension", "2003"),
  ];
}

function order(number, drug, code, written, dosage, orderStatus = "active", authored = "2025-03-11") {
  return [
    number,
    {
      resourceType: "MedicationRequest",
      status: orderStatus,
      intent: "order",
      medicationCodeableConcept: concept(drug, RXNORM, code, drug.toLowerCase().split(" ")[0]),
      subject: patient,
      authoredOn: authored,
      requester: doctor,
      dosageInstruction: [{ text: written, ...dosage }],
    },
  ];
}

const oral = concept("oral", SNOMED, "26643006", "Oral route");
const inhaled = { text: "inhaled" };
const mg = (value) => [{ doseQuantity: { value, unit: "mg", system: UCUM, code: "mg" } }];
const daily = { repeat: { frequency: 1, period: 1, periodUnit: "d" } };

function orders() {
  const puffs = [{ doseQuantity: { value: 2, unit: "puff" } }];
  return [
    order(30, "Rivaroxaban", "1114195", "20 mg by mouth once daily with the evening meal", {
      timing: daily,
      route: oral,
      doseAndRate: mg(20),
    }),
    order(31, "Diltiazem extended-release", "3443", "120 mg by mouth once daily in the morning", {
      timing: daily,
      route: oral,
      doseAndRate: mg(120),
    }),
    order(32, "Candesartan", "214354", "8 mg by mouth once daily", { timing: daily, route: oral, doseAndRate: mg(8) }),
    order(33, "Torsemide", "38413", "10 mg by mouth every morning", {
      timing: daily,
      route: oral,
      doseAndRate: mg(10),
    }),
    order(34, "Rosuvastatin", "301542", "10 mg by mouth at bedtime", {
      timing: daily,
      route: oral,
      doseAndRate: mg(10),
    }),
    order(35, "Tiotropium", "69120", "18 mcg inhaled once daily", {
      timing: daily,
      route: inhaled,
      doseAndRate: [{ doseQuantity: { value: 18, unit: "mcg", system: UCUM, code: "ug" } }],
    }),
    order(36, "Levalbuterol", "237159", "2 puffs every 6 hours as needed for wheezing", {
      asNeededBoolean: true,
      timing: { repeat: { frequency: 1, period: 6, periodUnit: "h" } },
      route: inhaled,
      doseAndRate: puffs,
    }),
    order(
      37,
      "Colestipol",
      "2685",
      "5 g by mouth once daily",
      { timing: daily, route: oral, doseAndRate: [{ doseQuantity: { value: 5, unit: "g", system: UCUM, code: "g" } }] },
      "stopped",
      "2022-01-20",
    ),
  ];
}

function result(number, text, code, display, value, unit, ucum, low, high, flag) {
  const bound = (limit) => ({ value: limit, unit, system: UCUM, code: ucum });
  return [
    number,
    {
      resourceType: "Observation",
      status: "final",
      category: [status("observation-category", "laboratory")],
      code: concept(text, LOINC, code, display),
      subject: patient,
      effectiveDateTime: "2025-03-28",
      valueQuantity: { value, unit, system: UCUM, code: ucum },
      ...(flag ? { interpretation: [status("v3-ObservationInterpretation", flag)] } : {}),
      referenceRange: [
        { ...(low === null ? {} : { low: bound(low) }), ...(high === null ? {} : { high: bound(high) }) },
      ],
    },
  ];
}

function results() {
  return [
    result(
      40,
      "Creatinine",
      "2160-0",
      "Creatinine [Mass/volume] in Serum or Plasma",
      1.21,
      "mg/dL",
      "mg/dL",
      0.5,
      1.1,
      "H",
    ),
    result(
      41,
      "Potassium",
      "2823-3",
      "Potassium [Moles/volume] in Serum or Plasma",
      4.4,
      "mmol/L",
      "mmol/L",
      3.5,
      5.0,
      null,
    ),
    result(42, "Hemoglobin", "718-7", "Hemoglobin [Mass/volume] in Blood", 11.9, "g/dL", "g/dL", 12.0, 15.5, "L"),
    [
      43,
      {
        resourceType: "Observation",
        status: "final",
        category: [status("observation-category", "laboratory")],
        code: concept("Blood group", LOINC, "882-1", "ABO and Rh group [Type] in Blood"),
        subject: patient,
        effectiveDateTime: "2019-04-07",
        valueCodeableConcept: concept("A Rh negative", SNOMED, "278152006", "Blood group A Rh(D) negative"),
      },
    ],
  ];
}

function vaccines() {
  const given = (number, text, code, display, day) => [
    number,
    {
      resourceType: "Immunization",
      status: "completed",
      vaccineCode: concept(text, "http://hl7.org/fhir/sid/cvx", code, display),
      patient,
      occurrenceDateTime: day,
    },
  ];
  return [
    given(50, "Pneumococcal conjugate vaccine PCV20", "216", "Pneumococcal conjugate PCV20", "2023-11-14"),
    given(51, "Influenza vaccine, high-dose", "197", "Influenza, high-dose, quadrivalent, PF", "2024-10-09"),
  ];
}

function pacemaker() {
  return [
    [
      60,
      {
        resourceType: "Device",
        status: "active",
        type: concept("Dual-chamber pacemaker", SNOMED, "14106009", "Cardiac pacemaker, device"),
        patient,
      },
    ],
    [
      61,
      {
        resourceType: "DeviceUseStatement",
        status: "active",
        subject: patient,
        timingDateTime: "2019-04-08",
        device: { reference: uuid(60) },
      },
    ],
    [
      62,
      {
        resourceType: "Procedure",
        status: "completed",
        code: concept("Pacemaker implantation", SNOMED, "233174007", "Cardiac pacemaker procedure"),
        subject: patient,
        performedDateTime: "2019-04-08",
      },
    ],
  ];
}

export function emrExport() {
  const numbered = [people, allergies, problems, orders, results, vaccines, pacemaker].flatMap((part) => part());
  const bundle = {
    resourceType: "Bundle",
    type: "collection",
    timestamp: "2025-04-02T09:14:00Z",
    entry: numbered.map(([number, resource]) => ({ fullUrl: uuid(number), resource })),
  };
  return Buffer.from(JSON.stringify(bundle, null, 1) + "\n");
}
