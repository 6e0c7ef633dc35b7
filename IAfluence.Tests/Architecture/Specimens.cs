namespace IAfluence.Tests.Architecture.Specimens
{
    // Each refers to Upper.Room in another way and, like a forbidden call, without a using.
    internal static class ByCall
    {
        public static void Run() => Upper.Room.Enter();
    }

    internal static class ByLambda
    {
        public static Action Run { get; } = () => Upper.Room.Enter();
    }

    internal static class ByAsync
    {
        public static async Task RunAsync()
        {
            await Task.Yield();
            Upper.Room.Enter();
        }
    }

    internal static class ByTypeOf
    {
        public static Type Run() => typeof(Upper.Room);
    }

    internal static class ByGenericArgument
    {
        public static object Run() => new List<Upper.Room>();
    }

    internal abstract class ByParameter
    {
        public abstract void Run(IReadOnlyList<Upper.Room[]> rooms);
    }

    [Upper.Room]
    internal abstract class ByAttribute;

    internal static class ByCatch
    {
        public static bool Run(Func<bool> run)
        {
            try
            {
                return run();
            }
            catch (Upper.Room.ClosedException)
            {
                return false;
            }
        }
    }

    internal abstract class ByConstraint<T> where T : Upper.Room.Chair;

}

namespace IAfluence.Tests.Architecture.Specimens.Upper
{
    [AttributeUsage(AttributeTargets.Class)]
    internal sealed class Room : Attribute
    {
        public static void Enter() => GC.KeepAlive(null);

        internal class Chair;

        internal sealed class Stool : Chair;

        internal sealed class ClosedException : Exception;
    }
}
