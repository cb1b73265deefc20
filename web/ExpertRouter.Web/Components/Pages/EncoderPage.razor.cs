using System.Globalization;
using ExpertRouter.App.Encoders;
using ExpertRouter.Encoder.Diagnostics;
using ExpertRouter.Encoder.Serving;

namespace ExpertRouter.Web.Components.Pages;

/// <summary>How the encoder's parts share the work, in words.</summary>
public sealed partial class EncoderPage(EncoderExamination examination, InstalledEncoders encoders)
{
    private EncoderReport? Report { get; set; }

    private EncoderStatus Status { get; set; } = EncoderStatus.Off;

    private string? Problem { get; set; }

    private EncoderDiagnostics Found => Report!.Diagnostics;

    protected override async Task OnInitializedAsync()
    {
        await Task.Yield();
        try
        {
            Status = encoders.Status;
            Report = await examination.ExamineAsync(folder: null, CancellationToken.None);
        }
        catch (Exception error) when (error is ModelLoadException or IOException or UnauthorizedAccessException)
        {
            Problem = error.Message;
        }
    }

    private IEnumerable<(string Name, string Value, string Meaning)> Figures()
    {
        if (Found.LoadEntropy is { } entropy)
            yield return ("balance", Fraction(entropy), "1: all parts are chosen alike, 0: one part does everything");
        if (Found.GateNormCorrelation is { } correlation)
            yield return ("router and answer", Fraction(correlation), "above 0: the router prefers parts that have something to say to the text, as in published models");
        if (Report!.MeanSimilarity is { } similarity)
            yield return ("likeness of the parts", Fraction(similarity), "1: all parts answer alike and have learnt the same, 0: they answer differently");
    }

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Fraction(double value) => double.IsFinite(value) ? value.ToString("0.00", CultureInfo.InvariantCulture) : "–";
}
