using System.Globalization;
using ExpertRouter.Encoder.Training;

namespace ExpertRouter.App.Evaluating;

/// <summary>A line of a training's progress now and then.</summary>
internal sealed class TrainingLines(Action<string> log, string subject) : IProgress<TrainingProgress>
{
    private const int Every = 80;

    public void Report(TrainingProgress value)
    {
        if (value.Step % Every == 0 || value.Step == value.Steps)
            log(string.Create(CultureInfo.InvariantCulture, $"{subject}: step {value.Step} of {value.Steps}, loss {value.Losses.Total:0.00}"));
    }
}
