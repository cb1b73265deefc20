using System.Globalization;
using ExpertRouter.App.Encoders;
using ExpertRouter.Encoder.Diagnostics;
using Spectre.Console;

namespace ExpertRouter.Cli.Rendering;

/// <summary>An examined encoder for people.</summary>
internal static class EncoderInfoView
{
    public static void Write(EncoderReport report)
    {
        var found = report.Diagnostics;
        var facts = new Table().Border(TableBorder.Simple).AddColumns("encoder", "");
        facts.AddRow("model", Markup.Escape(found.ModelId));
        facts.AddRow("folder", Markup.Escape(report.Folder));
        facts.AddRow("device", report.Device.ToString());
        facts.AddRow("dimension", Number(report.Dimension));
        facts.AddRow("longest text", $"{Number(report.MaxTokens)} tokens");
        facts.AddRow("layer", Markup.Escape(found.Layer ?? "made elsewhere"));
        facts.AddRow("parameters", $"{Number(found.TableParameters)} in the table of words, {Number(found.OtherParameters)} outside");
        facts.AddRow("active per text", $"{Number((long)found.ActiveParameters)} parameters outside the table{(found.ActiveExperts is { } active ? $", {Fraction(active)} routed experts" : "")}");
        facts.AddRow("load entropy", Fraction(found.LoadEntropy));
        facts.AddRow("gate-norm correlation", Fraction(found.GateNormCorrelation));
        facts.AddRow("expert similarity", Fraction(report.MeanSimilarity));
        facts.AddRow("measured on", $"{Number(found.Texts)} texts, {report.Sample}");
        AnsiConsole.Write(facts);
        if (found.Experts.Count > 0)
            AnsiConsole.Write(Experts(found.Experts));
        foreach (var remark in found.Remarks)
            AnsiConsole.WriteLine(remark);
        AnsiConsole.WriteLine("Experts of the encoder are parts of a network, not people and not subjects.");
    }

    private static Table Experts(IReadOnlyList<ExpertLoad> experts)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("part", "share of choices", "mean gate", "parameters");
        foreach (var expert in experts)
            table.AddRow(
                expert.IsShared ? $"{expert.Index} (shared)" : Number(expert.Index),
                expert.IsShared ? "always" : expert.Share.ToString("P1", CultureInfo.InvariantCulture), Fraction(expert.MeanGate), Number(expert.Parameters));
        return table;
    }

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Fraction(double? value) => value is { } known && double.IsFinite(known) ? known.ToString("0.00", CultureInfo.InvariantCulture) : "–";
}
