namespace ExpertRouter.Learning.Acceptance;

/// <summary>One expert was asked about one ticket, and it is known what came of it.</summary>
/// <param name="Id">Of ticket and expert together; settles the order of equal times.</param>
/// <param name="At">When the expert was asked, UTC.</param>
/// <param name="Score">The ranker's score then.</param>
/// <param name="Success">True if the expert took it and it was resolved; false if it was declined, timed out or passed on.</param>
public sealed record PastOutcome(string Id, DateTimeOffset At, double Score, bool Success);
