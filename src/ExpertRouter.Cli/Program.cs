Console.WriteLine("expertrouter");
