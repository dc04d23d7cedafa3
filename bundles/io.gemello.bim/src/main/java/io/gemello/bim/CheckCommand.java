package io.gemello.bim;

import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.catalogue.SiteReader;
import io.gemello.bim.doctor.Doctor;
import io.gemello.bim.ifc.IfcFault;
import io.gemello.bim.ifc.IfcModel;
import io.gemello.bim.ifc.IfcZip;
import io.gemello.bim.mapping.Decisions;
import io.gemello.bim.mapping.Heirs;
import io.gemello.bim.mapping.Mapper;
import io.gemello.bim.mapping.Mapping;
import io.gemello.bim.mapping.MappingRow;
import io.gemello.bim.mapping.MappingRow.Status;
import io.gemello.bim.register.Register;
import io.gemello.bim.register.RegisterFile;
import io.gemello.bim.register.RegisterMatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The part of {@code gemello check SITE [DATA]} that is about the model: whether it can be read, what is found in it, and what the registers have. */
public final class CheckCommand {
    private static final long MAX_MODEL = 2048L << 20;
    private static final int SHOWN = 20;
    private final Path site;
    private final Path data;
    private boolean faulty;

    private CheckCommand(Path site, Path data) {
        this.site = site;
        this.data = data;
    }

    /** @return 0 for a model and rules that are in order, or none; 1 for faults, and for what is ambiguous, dangling or of another unit; 2 for a wrong call */
    public static int run(String... args) throws IOException {
        if (args.length < 1 || args.length > 2 || !Files.isDirectory(Path.of(args[0]))) {
            System.err.println("gemello: check takes the folder of a site: gemello check SITE [DATA]");
            return 2;
        }
        CheckCommand check = new CheckCommand(Path.of(args[0]), args.length == 2 ? Path.of(args[1]) : null);
        check.work();
        return check.faulty ? 1 : 0;
    }

    private void work() throws IOException {
        Path file = site.resolve(SettingsFile.NAME);
        BimSettings settings = BimSettings.DEFAULT;
        if (Files.isRegularFile(file)) {
            try {
                settings = BimSettings.parse(Files.readString(file));
            } catch (IllegalArgumentException fault) {
                fault(SettingsFile.NAME + ": " + fault.getMessage());
                return;
            }
        }
        Optional<Catalogue> catalogue = SiteReader.installed().read(site);
        if (catalogue.isEmpty()) {
            // The check of the tables has said why.
            return;
        }
        String named = ModelShelf.named(catalogue.get().site());
        Path model = site.resolve(named);
        if (Files.isRegularFile(model)) {
            Path copy = Files.createTempFile("gemello-check", ".ifc");
            try {
                IfcZip.copy(model, copy, MAX_MODEL);
                report(catalogue.get(), settings, new SiteModel(model, copy, "", IfcModel.open(copy)));
            } catch (IfcFault fault) {
                fault("model: " + named + ": " + fault.getMessage());
            } finally {
                Files.deleteIfExists(copy);
            }
        } else if (catalogue.get().site().properties().containsKey("model")) {
            fault("model: site.properties names " + named + ", and there is no such file; put it into the site's folder");
        }
    }

    private void report(Catalogue catalogue, BimSettings settings, SiteModel model) throws IOException {
        System.out.println("model: " + model.file().getFileName() + ", " + model.ifc().schema() + ", " + model.ifc().objects().size() + " objects");
        List<Register> registers = settings.registers().stream().map(one -> RegisterFile.read(site, one)).toList();
        registers.forEach(register -> register.faults().forEach(fault -> fault(register.file() + ": " + fault)));
        Map<String, String> decided = data == null ? Map.of() : new Decisions(data.resolve("bim").resolve("mapping.json")).guids();
        Heirs heirs = data == null ? Heirs.NONE : new Doctor(data.resolve("bim").resolve("doctor"), () -> "").heirs();
        Mapping mapping = Mapper.map(catalogue, model.ifc(), settings.rules(), decided, heirs, registers);
        LivePlan plan = PlanDraft.plan(catalogue, model, mapping);
        plan.faults().forEach(fault -> fault("parameters: " + fault));
        plan.mapping().stream().filter(row -> row.status() == Status.AMBIGUOUS || row.status() == Status.DANGLING).forEach(row -> fault("mapping: " + row.kind() + " " + row.id() + " is " + row.status().word()
            + (row.by() == null ? "" : " by " + row.by()) + ": " + row.detail() + candidates(row.candidates())));
        List<String> none = plan.mapping().stream().filter(row -> row.status() == Status.UNMATCHED).map(MappingRow::id).toList();
        System.out.println("mapping: " + counted(Mapper.counts(plan.mapping())) + (none.isEmpty() ? "" : " (" + some(none) + ")"));
        for (RegisterMatch match : mapping.registers()) {
            if (match.status() == Status.AMBIGUOUS || match.status() == Status.DANGLING) {
                fault(match.file() + " " + match.row().where() + ": " + match.row().id() + " is " + match.status().word() + ": " + match.detail() + candidates(match.candidates()));
            }
        }
        if (!registers.isEmpty()) {
            System.out.println("registers: " + mapping.registers().size() + " rows: " + counted(RegisterEndpoint.counts(mapping.registers())));
        }
    }

    private void fault(String sentence) {
        System.out.println(sentence);
        faulty = true;
    }

    private static String candidates(List<String> guids) {
        return guids.isEmpty() ? "" : ": " + String.join(", ", guids);
    }

    private static String counted(Map<String, ? extends Number> counts) {
        return String.join(", ", counts.entrySet().stream().filter(one -> one.getValue().longValue() > 0).map(one -> one.getValue() + " " + one.getKey()).toList());
    }

    private static String some(List<String> ids) {
        return String.join(", ", ids.subList(0, Math.min(SHOWN, ids.size()))) + (ids.size() > SHOWN ? ", …" : "");
    }
}
