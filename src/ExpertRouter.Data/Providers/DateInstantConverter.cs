using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace ExpertRouter.Data.Providers;

/// <summary>A day as its midnight in UTC, whichever calendar the day belongs to.</summary>
public sealed class DateInstantConverter() : ValueConverter<DateOnly, DateTimeOffset>(
    day => new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero),
    instant => DateOnly.FromDateTime(instant.UtcDateTime));
