using MedLedger.Clinical.Reconciliation;
using MedLedger.Domain.Coding;

namespace MedLedger.Clinical.Tests.Reconciliation;

public sealed class DrugIngredientsTests
{
    [Theory]
    [InlineData("rosuvastatin (CRESTOR) 20 mg tablet", "Rosuvastatin")]
    [InlineData("insulin glargine (LANTUS SOLOSTAR) 100 unit/mL (3 mL) pen", "Lantus")]
    [InlineData("metFORMIN (GLUCOPHAGE XR) 500 mg 24 hr tablet", "METFORMIN ER")]
    [InlineData("losartan-hydroCHLOROthiazide (HYZAAR) 100-25 mg per tablet", "LOSARTAN/HCTZ")]
    [InlineData("Enoxaparin 80 mg/0.8 mL syringe", "Lovenox")]
    [InlineData("fentanyl 50 MCG/HR Transdermal System", "fentanyl")]
    [InlineData("fluticasone 44 mcg/inh inhalation aerosol with adapter", "Flovent HFA")]
    [InlineData("albuterol 90 mcg/inh inhalation aerosol", "Salbutamol")]
    [InlineData("Apixaban 5 MG Oral Tablet [Eliquis]", "Eliquis")]
    [InlineData("Salbutamol 100 micrograms/dose inhaler", "albuterol")]
    [InlineData("Clenil Modulite 100 micrograms/dose inhaler", "beclometasone")]
    [InlineData("NovoRapid 100units/ml solution for injection 10ml vials", "insulin aspart")]
    [InlineData("GlucaGen Hypokit 1mg powder and solvent for solution for injection", "glucagon")]
    [InlineData("Midazolam 7.5mg/1.5ml oromucosal solution pre-filled oral syringes", "midazolam")]
    [InlineData("Omeprazole 20mg gastro-resistant capsules", "omeprazole")]
    [InlineData("Lactulose 3.1-3.7g/5ml oral solution", "lactulose")]
    [InlineData("Adcal-D3 1.5g/400unit chewable tablets", "Adcal-D3")]
    [InlineData("Movicol oral powder 13.8g sachets sugar free", "macrogol")]
    [InlineData("Fostair 100micrograms/dose / 6micrograms/dose inhaler", "beclometasone / formoterol")]
    [InlineData("Co-codamol 30mg/500mg tablets", "acetaminophen / codeine")]
    public void A_product_and_its_drug_are_the_same(string product, string drug) =>
        Assert.NotEmpty(ConceptKeys.OfDrug(new CodedText(product)).Intersect(ConceptKeys.OfDrug(new CodedText(drug))));

    [Theory]
    [InlineData("losartan-hydroCHLOROthiazide (HYZAAR) 100-25 mg per tablet", "losartan")]
    [InlineData("fluticasone / salmeterol inhaler", "fluticasone inhaler")]
    [InlineData("insulin glargine pen", "insulin lispro pen")]
    [InlineData("prednisone 5 mg tablet", "prednisolone 5 mg tablet")]
    [InlineData("aspirin and oxazolam", "aspirin")]
    [InlineData("metformin unknownium", "metformin")]
    public void Another_product_is_not(string one, string other) =>
        Assert.Empty(ConceptKeys.OfDrug(new CodedText(one)).Where(key => key.StartsWith("holds", StringComparison.Ordinal)).Intersect(ConceptKeys.OfDrug(new CodedText(other))));

    [Theory]
    [InlineData("NovoRapid 100units/ml solution for injection 10ml vials", "insulin aspart")]
    [InlineData("Eliquis 5mg tablets", "apixaban")]
    [InlineData("Apixaban 5 MG Oral Tablet [Eliquis]", null)]
    [InlineData("Fostair 100micrograms/dose / 6micrograms/dose inhaler", null)]
    [InlineData("Nosuchbrand 5 mg", null)]
    public void A_brand_that_does_not_name_its_ingredient_has_it_told(string product, string? ingredient) => Assert.Equal(ingredient, DrugIngredients.OfBrand(product));
}
