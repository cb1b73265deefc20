using ExpertRouter.Core.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ExpertRouter.Data.Configurations;

internal sealed class KnowledgeAreaConfiguration : IEntityTypeConfiguration<KnowledgeArea>
{
    public void Configure(EntityTypeBuilder<KnowledgeArea> builder)
    {
        builder.HasIndex(area => area.Name).IsUnique();
    }
}
