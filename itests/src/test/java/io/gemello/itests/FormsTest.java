package io.gemello.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The forms of the web console as they were built: an operator must be able to read each field. */
class FormsTest {
    @Test
    void everyConfigurationHasAReadableForm() throws Exception {
        List<String> faults = new ArrayList<>();
        int forms = 0;
        for (BuiltBundle bundle : BuiltBundle.all()) {
            try (JarFile jar = new JarFile(bundle.jar().toFile())) {
                for (JarEntry entry : jar.stream().filter(one -> one.getName().matches("OSGI-INF/metatype/.*\\.xml")).toList()) {
                    forms++;
                    check(bundle.name() + " " + entry.getName(), parse(jar, entry), faults);
                }
            }
        }
        assertEquals(List.of(), faults);
        assertTrue(forms >= 9, forms + " forms only");
    }

    private static Document parse(JarFile jar, JarEntry entry) throws Exception {
        try (InputStream in = jar.getInputStream(entry)) {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in);
        }
    }

    private static void check(String file, Document form, List<String> faults) {
        for (Element described : elements(form, "OCD")) {
            said(file, described, faults);
        }
        boolean many = !elements(form, "Designate").isEmpty() && !elements(form, "Designate").get(0).getAttribute("factoryPid").isEmpty();
        boolean hint = false;
        for (Element field : elements(form, "AD")) {
            said(file, field, faults);
            hint |= field.getAttribute("id").equals("webconsole.configurationFactory.nameHint") && field.getAttribute("default").contains("{name}");
            boolean secret = field.getAttribute("id").matches(".*(password|secret|token)");
            if (secret && !field.getAttribute("type").equals("Password")) {
                faults.add(file + ": " + field.getAttribute("id") + " shows a secret");
            }
        }
        if (many && !hint) {
            faults.add(file + ": its instances cannot be told apart");
        }
    }

    /** What has no name of its own gets one from its method; it has no description then either. */
    private static void said(String file, Element element, List<String> faults) {
        if (element.getAttribute("name").isBlank() || element.getAttribute("description").isBlank() || element.getAttribute("name").contains("%")) {
            faults.add(file + ": " + element.getAttribute("id") + " lacks a name or a description");
        }
    }

    private static List<Element> elements(Document form, String tag) {
        NodeList found = form.getElementsByTagName(tag);
        List<Element> all = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            all.add((Element) found.item(i));
        }
        return all;
    }
}
