using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace ExpertRouter.Data.Providers;

/// <summary>SQLite cannot order <see cref="DateTimeOffset"/>: UTC ticks keep full precision and sort by instant. The offset is lost.</summary>
public sealed class UtcTicksConverter() : ValueConverter<DateTimeOffset, long>(
    value => value.UtcTicks,
    ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
