namespace ExpertRouter.Web.Hosting;

/// <summary>Whether this installation shows the demo organisation and offers its accounts. Set once, before the first request.</summary>
public sealed class DemoMode
{
    /// <summary>True in demo mode.</summary>
    public bool IsOn { get; private set; }

    /// <summary>Decides for the life of the process.</summary>
    public void Set(bool isOn) => IsOn = isOn;
}
