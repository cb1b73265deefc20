using ExpertRouter.Evaluation.Datasets.StackExchange;

namespace ExpertRouter.Evaluation.Datasets.SePef;

/// <summary>The two instants that part training, validation and test; an instant itself belongs to the later part.</summary>
/// <param name="TrainEnd">First instant of validation.</param>
/// <param name="ValidationEnd">First instant of test.</param>
public sealed record SePefBoundaries(DateTimeOffset TrainEnd, DateTimeOffset ValidationEnd)
{
    /// <summary>The split of a question by its date.</summary>
    public SePefSplit SplitOf(DateTimeOffset created) =>
        created < TrainEnd ? SePefSplit.Train : created < ValidationEnd ? SePefSplit.Valid : SePefSplit.Test;

    /// <summary>
    /// Takes the dates of the options, or those of the community's questions at the given shares. Only questions whose accepted answer
    /// is in the dump are counted, so that answers added later move nothing.
    /// </summary>
    /// <exception cref="ArgumentException">The dates or shares are out of order.</exception>
    /// <exception cref="InvalidOperationException">Shares are asked for, but no question has an accepted answer.</exception>
    internal static SePefBoundaries Of(SePefOptions options, CommunityHistory community)
    {
        if (options.TrainEnd is { } trainEnd && options.ValidationEnd is { } validationEnd)
        {
            return trainEnd <= validationEnd
                ? new SePefBoundaries(trainEnd, validationEnd)
                : throw new ArgumentException("TrainEnd lies after ValidationEnd.", nameof(options));
        }

        if (options is not { TrainShare: > 0, ValidationShare: > 0 } || options.TrainShare + options.ValidationShare >= 1)
        {
            throw new ArgumentException("TrainShare and ValidationShare must be above 0 and leave something for test.", nameof(options));
        }

        var dates = community.Questions.Values
            .Where(question => community.AcceptedAnswerOf(question) is not null)
            .Select(question => question.Created)
            .Order()
            .ToArray();
        if (dates.Length == 0)
        {
            throw new InvalidOperationException($"{community.Source.Origin}: no question has an accepted answer, so there is nothing to split.");
        }

        DateTimeOffset At(double share) => dates[(int)(share * dates.Length)];
        return new SePefBoundaries(
            options.TrainEnd ?? At(options.TrainShare),
            options.ValidationEnd ?? At(options.TrainShare + options.ValidationShare));
    }
}
