using ExpertRouter.App.Routing.Deciding.Trees;

namespace ExpertRouter.App.Routing;

/// <summary>Section <c>Routing</c>.</summary>
public sealed class RoutingOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Routing";

    /// <summary>Nobody where nobody is likely; else as many as it takes, three at most.</summary>
    public const string DefaultPolicy = "threshold(0.05)>>smallest-set(p=0.5,cap=3)";

    /// <summary>Whom to ask, as <see cref="Core.Routing.Policies.PolicyParser"/> reads it.</summary>
    public string Policy { get; set; } = DefaultPolicy;

    /// <summary>Whether an expertise tree learns which ranker to trust for which tickets.</summary>
    public TreeRoutingOptions Trees { get; set; } = new();

    /// <summary>IANA id of the organisation's time zone, in which the days of a leave begin and end.</summary>
    public string TimeZone { get; set; } = "UTC";

    /// <summary>Ranked experts that a decision looks at.</summary>
    public int Depth { get; set; } = 50;

    /// <summary>Whether people may be asked to handle their own tickets; for teams that file their own work.</summary>
    public bool AllowOwnTickets { get; set; }

    /// <summary>Tickets at once for experts who do not say; null means no limit.</summary>
    public int? Capacity { get; set; } = 10;

    /// <summary>Tickets offered in seven days at most to experts who do not say; null means no limit.</summary>
    public int? OffersPerWeek { get; set; } = 15;

    /// <summary>Longest title in characters.</summary>
    public int LongestTitle { get; set; } = 500;

    /// <summary>Longest text in characters.</summary>
    public int LongestText { get; set; } = 200_000;

    /// <summary>How far a sender's clock may be ahead before the history notes it.</summary>
    public TimeSpan ClockSkew { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>After how long the sweeper makes a decision that no message brought about.</summary>
    public TimeSpan DecisionDue { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long experts have to answer.</summary>
    public TimeSpan AnswerDue { get; set; } = TimeSpan.FromHours(4);

    /// <summary>After how long a ticket for which nobody was found is tried again with one soft rule less, or escalated.</summary>
    public TimeSpan AbstainedDue { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How long an accepted ticket may stand still.</summary>
    public TimeSpan ResolutionDue { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How often dispatchers are reminded of an escalated ticket.</summary>
    public TimeSpan ReminderDue { get; set; } = TimeSpan.FromDays(1);

    /// <summary>Routing rounds after which a dispatcher decides.</summary>
    public int MostRounds { get; set; } = 6;
}
