using MedLedger.Clinical.Reconciliation;
using MedLedger.Domain.Provenance;

namespace MedLedger.Clinical.DecisionSupport;

/// <summary>What the rules found in a record, what they could not check, and the scores that can be computed. An empty list of alerts never means "safe".</summary>
public sealed record SafetyReview
{
    /// <summary>Most dangerous first.</summary>
    public required IReadOnlyList<SafetyAlert> Alerts { get; init; }

    /// <summary>What no rule could look at, with the reason.</summary>
    public required IReadOnlyList<NotChecked> NotChecked { get; init; }

    public required IReadOnlyList<RiskScore> Scores { get; init; }

    /// <summary>Every rule set that was applied, with its date.</summary>
    public required IReadOnlyList<RuleSource> RuleSets { get; init; }

    /// <summary>How many medicines the rules know by ingredient.</summary>
    public required int MedicinesKnown { get; init; }
}

/// <summary>One warning with the lines of the record and the rule that it rests on.</summary>
public sealed record SafetyAlert
{
    public required AlertKind Kind { get; init; }

    public required AlertTier Tier { get; init; }

    /// <summary>The drugs or the drug and the substance ("simvastatin + clarithromycin"), under 100 characters.</summary>
    public required string Title { get; init; }

    /// <summary>What may happen, and why the rule applies.</summary>
    public required string Because { get; init; }

    /// <summary>The rule's stable name.</summary>
    public required string Rule { get; init; }

    public required RuleSource Source { get; init; }

    /// <summary>The lines of the record that it rests on.</summary>
    public required IReadOnlyList<RecordLine> Lines { get; init; }

    /// <summary>Unsure as soon as one of its lines is.</summary>
    public ReadingCertainty Certainty => Lines.All(line => line.Certainty == ReadingCertainty.Sure) ? ReadingCertainty.Sure : ReadingCertainty.Unsure;
}

public enum AlertKind
{
    DrugAllergy,
    Interaction,
    Pregnancy,
    Kidneys,
    Duplicate,
}

/// <summary>How loud an alert may be (tiering: Paterno et al., JAMIA 2009).</summary>
public enum AlertTier
{
    /// <summary>May interrupt: the published high-priority pairs, and a drug to which the patient is allergic.</summary>
    Interrupt,

    /// <summary>Shown, never interrupts.</summary>
    Warning,

    /// <summary>Only in the list.</summary>
    Note,
}

/// <summary>Something that the rules could not look at.</summary>
public sealed record NotChecked(string What, string Why);

/// <summary>A score with what went in and what was missing.</summary>
public sealed record RiskScore
{
    public required string Name { get; init; }

    /// <summary>The result as a person reads it; null when a missing input forbids one.</summary>
    public string? Value { get; init; }

    public required IReadOnlyList<ScoreInput> Inputs { get; init; }

    /// <summary>What was not in the record, or was too old; never taken for normal.</summary>
    public required IReadOnlyList<string> Missing { get; init; }

    /// <summary>The publication that defines it.</summary>
    public required string Definition { get; init; }
}

/// <summary>One input of a score: what it is, its contribution in words, and the lines it rests on.</summary>
public sealed record ScoreInput(string Name, string Value, IReadOnlyList<RecordLine> Lines);
