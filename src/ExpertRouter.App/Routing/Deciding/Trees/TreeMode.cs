namespace ExpertRouter.App.Routing.Deciding.Trees;

/// <summary>What an expertise tree may do in routing.</summary>
public enum TreeMode
{
    /// <summary>Nothing: there is none.</summary>
    Off,

    /// <summary>Says beside each decision what it would have done, by what it learned before.</summary>
    Shadow,

    /// <summary>As <see cref="Shadow"/>, and learns from what comes of the decisions.</summary>
    Observe,

    /// <summary>As <see cref="Observe"/>, and decides who comes first.</summary>
    Apply,
}
