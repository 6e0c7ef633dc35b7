using IAfluence.Core.Providers;
using Microsoft.Extensions.AI;

namespace IAfluence.Core.Knowledge.Builtin;

/// <summary>Creates chat clients that answer from a chatbot's passages.</summary>
internal sealed class BuiltinModel(TimeProvider time) : IBuiltinModel
{
    public IChatClient Create() => new BuiltinChatClient(time);
}
