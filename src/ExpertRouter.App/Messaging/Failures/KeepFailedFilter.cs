using MassTransit;

namespace ExpertRouter.App.Messaging.Failures;

/// <summary>End of the line for a message whose retries are used up, or that cannot be read.</summary>
internal sealed class KeepFailedFilter(FailedMessageStore store) : IFilter<ExceptionReceiveContext>
{
    public Task Send(ExceptionReceiveContext context, IPipe<ExceptionReceiveContext> next)
    {
        context.GetOrAddPayload(() => new KeptMark());
        return store.KeepAsync(context, (context.Exception.InnerException ?? context.Exception).Message, CancellationToken.None);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("keepFailed");
}
