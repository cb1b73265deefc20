using ExpertRouter.Core.Model;
using ExpertRouter.Core.Tickets;
using ExpertRouter.Data.Identity;
using ExpertRouter.Data.Providers;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace ExpertRouter.Data;

/// <summary>The store. Not thread-safe: take one from the factory per unit of work.</summary>
public sealed class AppDbContext(DbContextOptions<AppDbContext> options)
    : IdentityDbContext<AppUser, IdentityRole<Guid>, Guid>(options)
{
    /// <summary>Sources.</summary>
    public DbSet<Source> Sources => Set<Source>();

    /// <summary>Ingestion runs.</summary>
    public DbSet<IngestionRun> IngestionRuns => Set<IngestionRun>();

    /// <summary>People and expert models, one row per source account.</summary>
    public DbSet<Expert> Experts => Set<Expert>();

    /// <summary>Documents.</summary>
    public DbSet<Document> Documents => Set<Document>();

    /// <summary>Document ↔ expert.</summary>
    public DbSet<Authorship> Authorships => Set<Authorship>();

    /// <summary>Knowledge areas.</summary>
    public DbSet<KnowledgeArea> KnowledgeAreas => Set<KnowledgeArea>();

    /// <summary>Merges of experts, undone ones included.</summary>
    public DbSet<ExpertMerge> ExpertMerges => Set<ExpertMerge>();

    /// <summary>Visibility groups.</summary>
    public DbSet<VisibilityGroup> VisibilityGroups => Set<VisibilityGroup>();

    /// <summary>Events waiting for delivery, and delivered ones.</summary>
    public DbSet<OutboxMessage> Outbox => Set<OutboxMessage>();

    /// <summary>Tickets.</summary>
    public DbSet<Ticket> Tickets => Set<Ticket>();

    /// <summary>Histories of tickets.</summary>
    public DbSet<TicketEvent> TicketEvents => Set<TicketEvent>();

    /// <summary>Routing decisions.</summary>
    public DbSet<TicketDecision> TicketDecisions => Set<TicketDecision>();

    /// <summary>Who was asked, and what they answered.</summary>
    public DbSet<TicketOffer> TicketOffers => Set<TicketOffer>();

    /// <summary>What tickets teach about experts.</summary>
    public DbSet<TicketOutcome> TicketOutcomes => Set<TicketOutcome>();

    /// <summary>What experts allow the router.</summary>
    public DbSet<ExpertSettings> ExpertSettings => Set<ExpertSettings>();

    /// <summary>Conflicts of interest.</summary>
    public DbSet<ConflictOfInterest> ConflictsOfInterest => Set<ConflictOfInterest>();

    /// <summary>Messages already handled, per consumer.</summary>
    public DbSet<InboxMessage> Inbox => Set<InboxMessage>();

    /// <summary>Messages that could not be handled.</summary>
    public DbSet<FailedMessage> FailedMessages => Set<FailedMessage>();

    /// <summary>Mails waiting to be sent, and sent ones.</summary>
    public DbSet<TicketMail> TicketMails => Set<TicketMail>();

    /// <summary>Number sequences.</summary>
    public DbSet<Sequence> Sequences => Set<Sequence>();

    /// <summary>Keys of the ingestion API.</summary>
    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(AppDbContext).Assembly);
    }

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        if (Database.IsSqlite())
        {
            configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicksConverter>();
            configurationBuilder.Properties<DateOnly>().HaveConversion<DateTicksConverter>();
        }
        else
        {
            configurationBuilder.Properties<DateOnly>().HaveConversion<DateInstantConverter>();
        }
    }
}
