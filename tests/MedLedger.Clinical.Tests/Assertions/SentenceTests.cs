using MedLedger.Clinical.Understanding;
using MedLedger.Domain.Findings;

namespace MedLedger.Clinical.Tests.Assertions;

/// <summary>One sentence, the words asked about, and how they are meant: yes, no, maybe, if, past or family.</summary>
public class SentenceTests
{
    private static readonly ClinicalTextAnalyzer Analyzer = ClinicalTextAnalyzer.Create();

    public static TheoryData<string, string, string> Sentences()
    {
        var rows = new TheoryData<string, string, string>();
        foreach (var line in Lines.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var cells = line.Split('|');
            rows.Add(cells[0].Trim(), cells[1].Trim(), cells[2].Trim());
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Sentences))]
    public void Words_are_meant_as_a_reader_would_take_them(string meant, string words, string sentence)
    {
        var assertion = Analyzer.Qualify(sentence, words);
        Assert.NotNull(assertion);
        var read = assertion.Experiencer != Experiencer.Patient ? "family"
            : assertion.Negated ? "no"
            : assertion.Likelihood == Likelihood.Hypothetical ? "if"
            : assertion.Likelihood == Likelihood.Possible ? "maybe"
            : assertion.Temporality == Temporality.Historical ? "past" : "yes";
        Assert.True(meant == read, $"\"{words}\" is meant as {meant}, was read as {read} because of \"{assertion.Because}\"");
    }

    [Fact]
    public void Words_that_do_not_stand_there_have_no_meaning() => Assert.Null(Analyzer.Qualify("No fever.", "cough"));

    private const string Lines = """
        no | chest pain | He denies chest pain, palpitations or dyspnoea.
        no | dyspnoea | He denies chest pain, palpitations or dyspnoea.
        no | cough | No fever, chills, sore throat, runny nose or cough.
        no | chills | No fever, chills or cough.
        yes | cough | No fever but a productive cough for three days.
        yes | ankle oedema | Denies orthopnoea; however there is marked ankle oedema.
        yes | headache | Aside from headache, no neurological symptoms.
        no | vomiting | Nausea without vomiting.
        yes | nausea | Nausea without vomiting.
        no | pneumothorax | CXR: no pneumothorax.
        no | pneumothorax | Pneumothorax: no.
        no | pneumothorax | Pneumothorax – absent.
        no | free fluid | Free fluid was not seen.
        no | DVT | Doppler negative for DVT.
        no | DVT | DVT was ruled out by ultrasound.
        no | pulmonary embolism | CTPA showed no evidence of pulmonary embolism.
        no | pulmonary embolism | Pulmonary embolism has been excluded.
        maybe | pulmonary embolism | Cannot exclude pulmonary embolism.
        maybe | pulmonary embolism | Pulmonary embolism could not be excluded.
        maybe | pulmonary embolism | Pulmonary embolism remains to be ruled out.
        maybe | pulmonary embolism | CT chest to rule out pulmonary embolism.
        maybe | appendicitis | ?appendicitis
        maybe | cellulitis | Impression: likely cellulitis of the left leg.
        maybe | TIA | Query TIA last week.
        maybe | pneumonia | Findings suspicious for pneumonia.
        maybe | malignancy | Malignancy cannot be ruled out.
        maybe | gout | Differential includes gout.
        maybe | sepsis | Concern for sepsis.
        maybe | fracture | Possible fracture of the fifth metatarsal.
        no | acute distress | Alert and in no acute distress.
        no | known drug allergies | No known drug allergies.
        no | allergies | He has no known allergies.
        no | bruit | No carotid bruit appreciated.
        no | murmur | S1 and S2 normal, no murmur.
        no | organomegaly | Abdomen soft, no organomegaly or masses.
        no | masses | Abdomen soft, no organomegaly or masses.
        yes | tenderness | Abdomen soft with tenderness in the right lower quadrant, no guarding.
        no | guarding | Abdomen soft with tenderness in the right lower quadrant, no guarding.
        no | suicidal ideation | She does not endorse suicidal ideation.
        no | haemoptysis | Nil haemoptysis.
        no | weight loss | No h/o weight loss.
        no | night sweats | Night sweats denied.
        no | rash | There has never been a rash.
        no | seizures | Never had seizures.
        no | diabetes | Not diabetic; no personal history of diabetes.
        no | blood | Urine dip: blood negative.
        no | nitrites | Urine dip: leucocytes 2+, nitrites neg.
        yes | leucocytes | Urine dip: leucocytes 2+, nitrites neg.
        no | fracture | X-ray failed to demonstrate a fracture.
        no | fracture | X-ray shows no fracture or dislocation.
        no | dislocation | X-ray shows no fracture or dislocation.
        no | ischaemia | ECG without signs of ischaemia.
        no | acute MI | I do not believe the patient is having an acute MI.
        no | meningitis | The picture is not consistent with meningitis.
        no | nausea | Her nausea has resolved.
        no | vomiting | Nausea and vomiting resolved overnight.
        yes | fever | The fever has not resolved.
        yes | pain | The pain did not improve with ibuprofen, no relief of pain overnight.
        yes | effusion | No change in the left pleural effusion.
        yes | nodule | No significant interval change of the pulmonary nodule.
        yes | hypertension | Not only hypertension but also diabetes.
        yes | diabetes | Not only hypertension but also diabetes.
        yes | asthma | Asthma, not well controlled.
        yes | septal infarct | Septal infarct with negative deflections in V1 to V3.
        yes | pneumonia | Gram negative pneumonia.
        yes | breast cancer | Triple negative breast cancer.
        yes | COPD | COPD without acute exacerbation.
        no | exacerbation | COPD without exacerbation.
        yes | tolerance | Tolerance to heat is poor.
        yes | anaemia | Patient has anaemia of chronic disease.
        yes | confusion | Brought in by his wife because of confusion.
        yes | atrial fibrillation | Known atrial fibrillation on apixaban.
        past | MI | Previous MI in 2011.
        past | stroke | History of stroke.
        past | cholecystectomy | Status post cholecystectomy.
        past | pneumonia | PMH: pneumonia in the past.
        past | measles | Measles as a child.
        past | depression | h/o depression.
        past | appendicectomy | Past history of appendicectomy.
        no | stroke | No history of stroke.
        no | hypertension | No past medical history of hypertension.
        family | breast cancer | Mother had breast cancer at 52.
        family | diabetes | Family history of diabetes.
        family | colon cancer | Her father died of colon cancer.
        family | heart disease | Heart disease in his brother.
        family | asthma | Asthma runs in the family.
        family | epilepsy | One sister has epilepsy.
        family | stroke | FHx: stroke in maternal grandmother.
        family | melanoma | A paternal uncle had melanoma.
        yes | migraine | Mother reports that she has migraine since last year.
        yes | vomiting | Vomiting, per his wife.
        if | fever | Return if fever develops.
        if | bleeding | Please call if there is any bleeding.
        if | chest pain | Come back if chest pain recurs.
        if | rash | Stop the tablets should you develop a rash.
        if | hypoglycaemia | Watch for hypoglycaemia.
        if | headache | Safety net: return for worsening headache.
        if | wheeze | Use the inhaler if wheeze.
        if | GI bleeding | Counselled on risk of GI bleeding.
        yes | chest pain | Chest pain, not relieved by GTN.
        yes | back pain | Back pain for two weeks, no red flags.
        no | red flags | Back pain for two weeks, no red flags.
        no | lymphadenopathy | Neck supple; lymphadenopathy: none.
        no | jaundice | o/e no jaundice, anaemia, cyanosis, clubbing.
        no | clubbing | o/e no jaundice, anaemia, cyanosis, clubbing.
        no | focal deficit | Neuro: no focal deficit.
        no | metastases | Bone scan was negative for metastases.
        no | metastases | No CT evidence of metastases.
        no | recurrence | There is no sign of recurrence.
        no | hydronephrosis | Kidneys normal with neither stones nor hydronephrosis.
        no | stones | Kidneys normal with neither stones nor hydronephrosis.
        no | incontinence | Lack of incontinence or saddle anaesthesia.
        no | orthopnoea | SOBOE but no orthopnoea or PND.
        yes | SOBOE | SOBOE but no orthopnoea or PND.
        no | HIV | HIV test negative.
        no | malaria | Malaria film was negative.
        no | COVID | COVID swab came back negative.
        no | alcohol misuse | Denied alcohol misuse.
        no | self harm | No thoughts of self harm.
        no | neck stiffness | Headache with photophobia and no neck stiffness.
        yes | photophobia | Headache with photophobia and no neck stiffness.
        no | thrombus | Echo: thrombus not identified.
        no | thrombus | Echo did not reveal any thrombus.
        no | endocarditis | TOE: endocarditis is very unlikely.
        no | infection | Wound clean and dry, free of infection.
        no | Fieber | Kein Fieber, keine Dyspnoe.
        no | Dyspnoe | Kein Fieber, keine Dyspnoe.
        no | Hinweis auf Fraktur | Kein Hinweis auf Fraktur.
        no | Thrombose | Thrombose ausgeschlossen.
        maybe | Pneumonie | Verdacht auf Pneumonie.
        no | syncope | Presented with dizziness without syncope.
        yes | dizziness | Presented with dizziness without syncope.
        yes | wheeze | Lungs: bilateral wheeze, no crackles.
        no | crackles | Lungs: bilateral wheeze, no crackles.
        yes | depression | She has no insight into her depression.
        no | gestational diabetes | OGTT excludes gestational diabetes.
        no | effusions | Heart size normal. No effusions.
        yes | cardiomegaly | Cardiomegaly. No effusions.
        no | loss of consciousness | Fell from standing, no LOC, no loss of consciousness.
        no | trauma | There was no preceding trauma.
        yes | knee pain | There was no preceding trauma to explain the knee pain, which persists.
        no | aspiration | No witnessed aspiration.
        yes | fever | Fever of unknown origin.
        yes | ulcer | Ulcer not healed.
        past | peptic ulcer | Peptic ulcer, healed.
        no | ectopic pregnancy | Ultrasound ruled out ectopic pregnancy.
        no | new symptoms | No new symptoms since the last visit.
        no | evidence of relapse | No evidence of relapse.
        """;
}
