namespace ExpertRouter.App.Profiles;

/// <summary>The months up to and including the current one, oldest first.</summary>
internal sealed class MonthCalendar(DateTimeOffset now, int months)
{
    public DateTimeOffset Now => now;

    public IReadOnlyList<MonthCount> Count(IEnumerable<DateTimeOffset> dates)
    {
        var counts = Monthly(dates);
        var current = new DateOnly(now.UtcDateTime.Year, now.UtcDateTime.Month, 1);
        return [.. counts.Select((count, index) => new MonthCount(current.AddMonths(index - months + 1), count))];
    }

    public int[] Monthly(IEnumerable<DateTimeOffset> dates)
    {
        var counts = new int[months];
        foreach (var date in dates)
        {
            var age = ((now.UtcDateTime.Year - date.UtcDateTime.Year) * 12) + now.UtcDateTime.Month - date.UtcDateTime.Month;
            if (age >= 0 && age < months)
                counts[months - 1 - age]++;
        }
        return counts;
    }
}
