using ExpertRouter.Core.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ExpertRouter.Data.Configurations;

internal sealed class IngestionRunConfiguration : IEntityTypeConfiguration<IngestionRun>
{
    public void Configure(EntityTypeBuilder<IngestionRun> builder)
    {
        builder.Property(run => run.Id).ValueGeneratedNever();
        builder.HasIndex(run => new { run.SourceId, run.StartedAt });
        builder.HasOne<Source>().WithMany().HasForeignKey(run => run.SourceId);
    }
}
