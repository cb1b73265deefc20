namespace ExpertRouter.App.Profiles;

/// <summary>Documents in one month.</summary>
/// <param name="Month">First day, UTC.</param>
/// <param name="Documents">Number.</param>
public sealed record MonthCount(DateOnly Month, int Documents);
