namespace ExpertRouter.App.Routing.Views;

/// <summary>How evenly askings of late are spread over people.</summary>
/// <param name="Askings">Times somebody was asked.</param>
/// <param name="People">Everybody who was asked in the year, those not asked of late included.</param>
/// <param name="Gini">Gini coefficient of askings per person: 0 when all are asked alike, (n − 1) / n when one of n is asked always.</param>
public sealed record LoadSpread(int Askings, int People, double Gini);
