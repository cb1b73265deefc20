using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace ExpertRouter.Data.Providers;

/// <summary>A day as <see cref="DateInstantConverter"/> has it, the instant as <see cref="UtcTicksConverter"/> has it.</summary>
public sealed class DateTicksConverter() : ValueConverter<DateOnly, long>(
    day => day.ToDateTime(TimeOnly.MinValue).Ticks,
    ticks => DateOnly.FromDateTime(new DateTime(ticks)));
