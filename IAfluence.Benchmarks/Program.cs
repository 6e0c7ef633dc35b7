Console.WriteLine("Benchmarks: name one.");
