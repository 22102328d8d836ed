// Made from openapi.json by `npm run types`; not edited by hand.
export type paths = Record<string, never>;
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description When a resource is away. */
        Absence: {
            id: components["schemas"]["AbsenceId"];
            resource_id: components["schemas"]["ResourceId"];
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            until: string;
            reason: string;
            by_name: string;
        };
        /** @description An absence, and whose time it takes away: to be moved or told. */
        AbsenceAdded: {
            absence: components["schemas"]["Absence"];
            /** @description Appointments that have time of the resource in it. */
            affected: components["schemas"]["AffectedAppointment"][];
        };
        /**
         * Format: uuid
         * @description When a resource is away.
         */
        AbsenceId: string;
        /** @description From when until when, the end not included: half days too. */
        AbsenceInput: {
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            until: string;
            reason: string;
        };
        Acceptance: {
            /** @description From the link. */
            token: string;
            /** @description 8 to 128 characters; not one that others would try first. */
            password: string;
            /** @description The person's own spelling; what the invitation said when left out. */
            name?: string | null;
            language?: components["schemas"]["Language"] | null;
        };
        /** @description What an account moved. */
        AccountSum: {
            account: string;
            label: string;
            debit: components["schemas"]["Amount"];
            credit: components["schemas"]["Amount"];
        };
        /**
         * @description What the time was spent on.
         * @enum {string}
         */
        Activity: "attended" | "work" | "waiting_approval" | "waiting_parts" | "waiting_bay" | "waiting_diagnosis";
        /** @description Who did what, from when until when. */
        AddClocking: {
            user_id: components["schemas"]["UserId"];
            site_id: components["schemas"]["SiteId"];
            activity: components["schemas"]["Activity"];
            work_order_id?: components["schemas"]["WorkOrderId"] | null;
            job_id?: components["schemas"]["JobId"] | null;
            /** Format: date-time */
            started_at: string;
            /** Format: date-time */
            ended_at: string;
            reason: string;
        };
        /** @description A difference between the books and the shelf. */
        AdjustmentInput: {
            site_id: components["schemas"]["SiteId"];
            product_id: components["schemas"]["ProductId"];
            /**
             * Format: int64
             * @description Signed: what is added to the quantity on hand.
             *     `zero` is refused.
             */
            quantity: number;
            reason: string;
        };
        /** @description An appointment that something takes time from. */
        AffectedAppointment: {
            id: components["schemas"]["AppointmentId"];
            number: string;
            customer_name: string;
            /** Format: date-time */
            start: string;
        };
        AgeBucket: {
            /**
             * Format: date
             * @description The first and the last day on which it fell due; null where there is no end.
             */
            from: string | null;
            /** Format: date */
            until: string | null;
            open: components["schemas"]["Amount"];
        };
        /** @description What is unpaid, in minor units: not yet due, and by how long it has been, in four steps. `older` is more than three steps. */
        Aged: {
            /** @description Not due yet; since the issue, of today. */
            current: components["schemas"]["Amount"];
            /** @description 1 to 30 days, where a step has 30. */
            first: components["schemas"]["Amount"];
            /** @description 31 to 60 */
            second: components["schemas"]["Amount"];
            /** @description 61 to 90 */
            third: components["schemas"]["Amount"];
            /** @description More than 90 */
            older: components["schemas"]["Amount"];
            /** @description All of them. */
            total: components["schemas"]["Amount"];
        };
        /** @description A slice of a resource's time. */
        Allocation: {
            id: components["schemas"]["AllocationId"];
            resource_id: components["schemas"]["ResourceId"];
            resource_name: string;
            kind: components["schemas"]["ResourceKind"];
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            until: string;
        };
        /**
         * Format: uuid
         * @description A slice of a resource's time.
         */
        AllocationId: string;
        AllocationInput: {
            resource_id: components["schemas"]["ResourceId"];
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            until: string;
            /** @description Outside of hours, on locked days and over absences, too. Takes `schedule.overbook`. */
            overbook?: boolean;
        };
        AllowCredit: {
            /** @description Why; at most 300 characters. */
            reason: string;
        };
        /**
         * Format: int64
         * @description An amount in minor units of the document's currency (TND: millimes, 553100 = 553.100).
         * @example 553100
         */
        Amount: number;
        /** @description What a customer says of a visit. */
        AnswerFeedback: {
            /** Format: int32 */
            score: number;
            words?: string;
        };
        /** @description What is said of an item, all of it: what is left out is gone, and an empty answer takes back what was said. */
        AnswerInput: {
            verdict?: components["schemas"]["InspectionVerdict"] | null;
            /**
             * Format: int64
             * @description Tenths of the item's unit.
             */
            measure?: number | null;
            note?: string | null;
        };
        AnswerQuestion: {
            job_id: components["schemas"]["JobId"];
            text: string;
        };
        /** @description A program's key, without its secret. */
        ApiKey: {
            /** Format: uuid */
            id: string;
            name: string;
            /** @description How the key begins. */
            prefix: string;
            state: components["schemas"]["ApiKeyState"];
            permissions: string[];
            max_discount: components["schemas"]["BasisPoints"] | null;
            max_refund: components["schemas"]["Amount"] | null;
            sites: components["schemas"]["SiteId"][];
            /** @description Who made it. */
            created_by: string;
            /** Format: date-time */
            created_at: string;
            /**
             * Format: date-time
             * @description Null: it works until it is revoked.
             */
            expires_at: string | null;
            /**
             * Format: date-time
             * @description To about a minute.
             */
            last_used_at: string | null;
            /** @description `revoke`. */
            actions: string[];
        };
        /** @enum {string} */
        ApiKeyState: "active" | "expired" | "revoked";
        /** @description An invoice to pay with what is left. */
        ApplyDeposit: {
            /** @description An issued one of the same customer and site. */
            invoice_id: components["schemas"]["InvoiceId"];
            /**
             * Format: int64
             * @description Of what is left, at most what is due; all that can be when left out.
             */
            amount?: number | null;
        };
        /** @description A promised arrival. */
        Appointment: components["schemas"]["AppointmentRow"] & {
            /** @description Whose time it takes, by beginning. */
            allocations: components["schemas"]["Allocation"][];
            warnings: components["schemas"]["AppointmentWarning"][];
        };
        /** @description Who comes, as typed. */
        AppointmentContact: {
            name?: string | null;
            phone?: string | null;
            email?: string | null;
            plate?: string | null;
        };
        /** @description A fact's particulars. */
        AppointmentDetail: {
            /**
             * Format: date-time
             * @description When it was to begin before.
             */
            old_start?: string;
            /** Format: date-time */
            start?: string;
            by?: components["schemas"]["CancelledBy"];
            /** @description Why it was given up, in somebody's words. */
            reason?: string;
            /** @description The work order it became. */
            work_order?: string;
            /** @description The resource whose time was moved, and to which. */
            resource?: string;
            /** @description Hours, absences or a locked day were overruled. */
            overbooked?: boolean;
        };
        /** @description Something that happened to an appointment. */
        AppointmentEntry: {
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            at: string;
            by_name: string;
            /**
             * @description `requested`, `booked`, `confirmed`, `rescheduled`, `updated`, `moved`, `arrived`, `converted`, `cancelled`, `no_show`,
             *     `deposit_received`
             */
            event: string;
            detail: components["schemas"]["AppointmentDetail"] | null;
        };
        /**
         * Format: uuid
         * @description A promised arrival.
         */
        AppointmentId: string;
        /** @description What to change; null clears, what is left out stays. The time changes by rescheduling. */
        AppointmentPatch: {
            customer_id?: components["schemas"]["CustomerId"] | null;
            vehicle_id?: components["schemas"]["VehicleId"] | null;
            contact?: components["schemas"]["AppointmentContact"] | null;
            /** @description All of them. The time that is taken stays: reschedule when it is too short. */
            service_ids?: components["schemas"]["ServiceId"][] | null;
            concern?: string | null;
            notes?: string | null;
            is_waiter?: boolean | null;
            /** Format: date-time */
            promised_at?: string | null;
            /**
             * Format: int64
             * @description Minor units of the site's currency; null: none is asked for.
             */
            deposit_asked?: number | null;
        };
        /** @description An appointment as lists show it. */
        AppointmentRow: {
            id: components["schemas"]["AppointmentId"];
            number: string;
            site_id: components["schemas"]["SiteId"];
            state: components["schemas"]["AppointmentState"];
            customer_id: components["schemas"]["CustomerId"] | null;
            /** @description The customer's name, or what was typed. */
            customer_name: string;
            /** @description As typed with a request. */
            phone: string | null;
            email: string | null;
            vehicle_id: components["schemas"]["VehicleId"] | null;
            /** @description The vehicle's, or what was typed. */
            plate: string | null;
            vehicle_label: string | null;
            services: components["schemas"]["BookedService"][];
            /** @description In the customer's words. */
            concern: string;
            notes: string | null;
            /** @description The customer waits for the car. */
            is_waiter: boolean;
            source: components["schemas"]["AppointmentSource"];
            /** Format: date-time */
            start: string;
            /**
             * Format: date-time
             * @description When the work ends as it is allocated.
             */
            end: string;
            /**
             * Format: int32
             * @description Of work.
             */
            minutes: number;
            /** Format: date-time */
            promised_at: string | null;
            technician_id: components["schemas"]["UserId"] | null;
            series_id: components["schemas"]["SeriesId"] | null;
            work_order_id: components["schemas"]["WorkOrderId"] | null;
            work_order_number: string | null;
            cancelled_by: components["schemas"]["CancelledBy"] | null;
            cancel_reason: string | null;
            /** @description Given up so late that the time could hardly be used. */
            is_late: boolean;
            deposit_asked: components["schemas"]["Amount"] | null;
            deposit_received: components["schemas"]["ReceivedDeposit"] | null;
            /** Format: date-time */
            created_at: string;
            /** Format: int64 */
            version: number;
            /**
             * @description `update`, `match`, `confirm`, `reschedule`, `arrive`, `open_work_order`, `no_show`, `cancel`, `receive_deposit`,
             *     `allocate`
             */
            actions: string[];
        };
        /** @description A recurring booking; its appointments have its id. */
        AppointmentSeries: {
            id: components["schemas"]["SeriesId"];
            site_id: components["schemas"]["SiteId"];
            unit: components["schemas"]["SeriesUnit"];
            /** Format: int32 */
            every: number;
            /** Format: int32 */
            times: number;
            customer_id: components["schemas"]["CustomerId"];
            vehicle_id: components["schemas"]["VehicleId"] | null;
            services: components["schemas"]["BookedService"][];
            /**
             * Format: date-time
             * @description Of the first.
             */
            start: string;
            /** @description The rest was not given up. */
            active: boolean;
            by_name: string;
            /** Format: date-time */
            created_at: string;
            /** Format: int64 */
            version: number;
            /** @description `cancel` */
            actions: string[];
        };
        /** @description What comes again, and how often. */
        AppointmentSeriesInput: {
            site_id: components["schemas"]["SiteId"];
            customer_id: components["schemas"]["CustomerId"];
            vehicle_id?: components["schemas"]["VehicleId"] | null;
            service_ids: components["schemas"]["ServiceId"][];
            concern?: string | null;
            /**
             * Format: date-time
             * @description Of the first. The others begin at the same time of the day at the site.
             */
            start: string;
            unit: components["schemas"]["SeriesUnit"];
            /** Format: int32 */
            every: number;
            /**
             * Format: int32
             * @description How many in all; the last within 400 days.
             */
            times: number;
            /** @description It must be these; of which kinds none is named, one is chosen each time. */
            resource_ids?: components["schemas"]["ResourceId"][];
        };
        /** @description A series in the list, with what its appointments say. */
        AppointmentSeriesRow: components["schemas"]["AppointmentSeries"] & {
            customer_name: string;
            plate?: string | null;
            /**
             * Format: int64
             * @description Appointments that are still to come.
             */
            ahead: number;
            /**
             * Format: date-time
             * @description When the next one starts.
             */
            next?: string | null;
        };
        /**
         * @description How it came.
         * @enum {string}
         */
        AppointmentSource: "desk" | "phone" | "online" | "recurring";
        /**
         * @description Where an appointment is in its life.
         * @enum {string}
         */
        AppointmentState: "requested" | "confirmed" | "arrived" | "converted" | "cancelled" | "no_show";
        /** @description Something to know, which forbids nothing. */
        AppointmentWarning: {
            /**
             * @description `open-appointment`: the vehicle has another one; `open-work-order`: it is in a workshop already; `promise-broken`: the work ends
             *     after the customer was told that it is ready.
             */
            code: string;
            /** @description The record's number; empty when it is of a site that the caller does not see. */
            label: string;
            /**
             * Format: uuid
             * @description The record; null when it is of a site that the caller does not see.
             */
            id: string | null;
            /**
             * Format: date-time
             * @description When the customer was told that it is ready; of a broken promise.
             */
            promised_at: string | null;
        };
        /** @description A signed archive. */
        Archive: {
            /** Format: uuid */
            id: string;
            /**
             * Format: int64
             * @description By site, without gaps.
             */
            number: number;
            site_id: components["schemas"]["SiteId"];
            /** Format: date */
            from: string;
            /** Format: date */
            until: string;
            /** Format: date-time */
            at: string;
            by: string;
            /** Format: int64 */
            documents: number;
            /**
             * Format: int64
             * @description Of its file, in bytes.
             */
            size: number;
            /** @description SHA-256 of what is signed, in hexadecimal digits: of the file `SHA256SUMS`. */
            digest: string;
            /** @description SHA-256 of the public key that it is checked with. */
            key: string;
        };
        ArrivalInput: {
            line_id: components["schemas"]["PurchaseLineId"];
            /**
             * Format: int64
             * @description How many of the supplier's packs, in thousandths. More than was ordered is taken, and shows as `over`.
             */
            packs: number;
            /**
             * Format: int64
             * @description Of one pack, net, when it is another than on the order.
             */
            pack_cost?: number | null;
            /** @description Of pieces that are known by a serial number or a batch, in units: of no more than came. The rest may be told later. */
            numbers?: components["schemas"]["NumberInput"][];
        };
        ArticleLabel: {
            product_id: components["schemas"]["ProductId"];
            /** Format: int32 */
            copies: number;
        };
        AskAboutEstimate: {
            job_id: components["schemas"]["JobId"];
            text: string;
        };
        /** @description A share or an amount, of a line, a job, or the whole order. */
        AskDiscount: {
            job_id?: components["schemas"]["JobId"] | null;
            line_id?: components["schemas"]["LineId"] | null;
            /** Format: int32 */
            share?: number | null;
            /**
             * Format: int64
             * @description In minor units of the order's currency, without VAT.
             */
            amount?: number | null;
            /** @description What the discount stands with, and what who decides reads. */
            reason: string;
        };
        /** @description A share or an amount, or neither: then no deposit is asked for any more. */
        AskForDeposit: {
            /**
             * Format: int32
             * @description Of what the customer approves, with its taxes.
             */
            share?: number | null;
            /**
             * Format: int64
             * @description In minor units of the order's currency; at most what the customer approves is asked.
             */
            amount?: number | null;
        };
        Assign: {
            technician_id: components["schemas"]["UserId"] | null;
        };
        /** @description A paper kept with a document. */
        Attachment: {
            /** Format: uuid */
            id: string;
            name: string;
            note: string | null;
            media: components["schemas"]["FileMedia"];
            /**
             * Format: int64
             * @description Bytes.
             */
            size: number;
            by_name: string;
            /** Format: date-time */
            at: string;
            withdrawn: components["schemas"]["AttachmentWithdrawn"] | null;
            /** @description remove, withdraw */
            actions: string[];
        };
        /**
         * Format: binary
         * @description The bytes of an attachment.
         */
        AttachmentBytes: string;
        /** @description The form of an attachment. */
        AttachmentForm: {
            /**
             * Format: binary
             * @description A PDF, or a JPEG, PNG or WebP picture, of at most 10 MiB.
             */
            file: string;
            /** @description What it is; the file's own name where this is left out. */
            name?: string | null;
            note?: string | null;
        };
        /** @description Who withdrew an attachment, and why. */
        AttachmentWithdrawn: {
            /** Format: date-time */
            at: string;
            by_name: string;
            reason: string;
        };
        /** @description The papers kept with a document. */
        Attachments: {
            /** @description The newest first, at most 100. */
            items: components["schemas"]["Attachment"][];
            /** @description add */
            actions: string[];
        };
        /** @description The customer's decision; of a job that needs approval again, the one it had. */
        Authorisation: {
            state: components["schemas"]["AuthorisationState"];
            method: components["schemas"]["AuthorisationMethod"] | null;
            by_name: string | null;
            /** Format: date-time */
            at: string | null;
            amount: components["schemas"]["Amount"] | null;
            reason: string | null;
        };
        /**
         * @description How the customer decided.
         * @enum {string}
         */
        AuthorisationMethod: "in_person" | "phone" | "signature" | "message" | "link";
        /**
         * @description The authorisation's name.
         * @enum {string}
         */
        AuthorisationState: "proposed" | "sent" | "approved" | "declined" | "reapproval_needed";
        /** @description The customer's word, given once on one or more jobs. */
        Authorise: {
            decisions: components["schemas"]["DecisionInput"][];
            method: components["schemas"]["AuthorisationMethod"];
            /** @description Who decided. */
            by_name: string;
            /**
             * Format: uuid
             * @description Who of the customer said it: needed to approve where their approvers have limits. Their name is kept for `by_name`.
             */
            contact_id?: string | null;
            /** @description The number that was called, or that wrote. */
            phone?: string | null;
            /** @description What the customer drew on the screen: a PNG in base64. */
            signature?: string | null;
        };
        /** @description A backup that was opened again and found right, or a try that failed. */
        BackupNote: {
            /** Format: date-time */
            at: string;
            name: string | null;
            /** Format: int64 */
            bytes: number | null;
            encrypted: boolean;
            error: string | null;
        };
        /** @description How backups are set up, and what came of them. */
        BackupState: {
            /** @description A folder or bucket; none where no backups are set up. */
            place: string | null;
            /** @description The time of day, in UTC. */
            at: string | null;
            encrypted: boolean;
            last: components["schemas"]["BackupNote"] | null;
            failed: components["schemas"]["BackupNote"] | null;
        };
        /** @description Cheques that go to the bank together. */
        BankCheques: {
            site_id: components["schemas"]["SiteId"];
            /** @description In hand at the site, of one currency. */
            cheque_ids: components["schemas"]["ChequeId"][];
        };
        /**
         * Format: int32
         * @description A rate in basis points (1900 = 19 %), 0 to 10000.
         * @example 1900
         */
        BasisPoints: number;
        BeginInspection: {
            template_id: components["schemas"]["TemplateId"];
        };
        /** @description What the job clock runs on from now. */
        BeginJobClock: {
            work_order_id: components["schemas"]["WorkOrderId"];
            job_id?: components["schemas"]["JobId"] | null;
            /** @description Work, or what it waits for. */
            activity?: components["schemas"]["JobActivity"];
        };
        /** @description Where the customer wants to pay. */
        BeginPayment: {
            /** @description One that the page offers. */
            provider: components["schemas"]["PaymentProvider"];
        };
        /** @description Where the shift begins. */
        BeginShift: {
            site_id: components["schemas"]["SiteId"];
        };
        BegunPayment: {
            /** @description Where to send the browser. */
            url: string;
        };
        /** @description What waits for somebody, as numbers of documents. */
        BillingAlerts: {
            /** Format: date */
            on: string;
            /**
             * Format: int64
             * @description Electronic documents that no platform accepted within the site's hours.
             */
            e_invoices_overdue: number;
            /**
             * Format: int64
             * @description Electronic documents that a platform refused.
             */
            e_invoices_rejected: number;
            /**
             * Format: int64
             * @description Cheques in hand that are due tomorrow, today, or were before.
             */
            cheques_due: number;
            /**
             * Format: int64
             * @description Cheques that came back unpaid since two days.
             */
            cheques_bounced: number;
            /**
             * Format: int64
             * @description Letters to customers who are late that somebody is to look at.
             */
            letters_proposed: number;
            /**
             * Format: int64
             * @description What is wrong, and not only to be done: documents that are overdue or rejected, and cheques that came back.
             */
            wrong: number;
        };
        BinInput: {
            site_id: components["schemas"]["SiteId"];
            location_id?: components["schemas"]["LocationId"] | null;
            /** @description Where it lies there: a shelf, a drawer; null for nowhere in particular. */
            bin?: string | null;
        };
        BinLabel: {
            bin: string;
            /** Format: int32 */
            copies: number;
        };
        Board: {
            items: components["schemas"]["WorkOrderRow"][];
            /** @description The site's own columns from left to right; none is the usual board, and so is that of several sites. */
            columns: components["schemas"]["BoardColumn"][];
        };
        /** @description A column of a site's board. */
        BoardColumn: {
            id: components["schemas"]["ColumnId"];
            name: string;
            colour: components["schemas"]["ColumnColour"];
            /** @description Orders of this state stand in it. */
            state: components["schemas"]["WorkOrderState"];
        };
        /** @description A site's own columns; none is the usual board, a column for each state. */
        BoardColumns: {
            site_id: components["schemas"]["SiteId"];
            /** @description From left to right. */
            columns: components["schemas"]["BoardColumn"][];
            /** Format: int64 */
            version: number;
            /** @description update */
            actions: string[];
        };
        /** @description What is known of who comes, when and for what. */
        BookAppointment: {
            site_id: components["schemas"]["SiteId"];
            customer_id?: components["schemas"]["CustomerId"] | null;
            vehicle_id?: components["schemas"]["VehicleId"] | null;
            contact?: components["schemas"]["AppointmentContact"] | null;
            service_ids: components["schemas"]["ServiceId"][];
            /**
             * Format: int32
             * @description Of work; the sum of the services when left out.
             */
            minutes?: number | null;
            /** @description The customer's words. */
            concern?: string | null;
            notes?: string | null;
            /** @description The customer waits for the car. */
            is_waiter?: boolean;
            /** Format: date-time */
            promised_at?: string | null;
            source?: components["schemas"]["AppointmentSource"] | null;
            /**
             * Format: date-time
             * @description Seconds are dropped.
             */
            start: string;
            /** @description It must be these; of which kinds none is named, one is chosen. */
            resource_ids?: components["schemas"]["ResourceId"][];
            /** @description Only asked for: it waits to be confirmed. */
            requested?: boolean;
            /** @description Outside of hours, on locked days and over absences, too. Takes `schedule.overbook`. */
            overbook?: boolean;
        };
        /** @description What somebody without an account asks for. */
        BookOnline: {
            service_ids: components["schemas"]["ServiceId"][];
            /**
             * Format: date-time
             * @description One of the times that are offered.
             */
            start: string;
            name: string;
            /** @description This or an e-mail address. */
            phone?: string | null;
            email?: string | null;
            plate: string;
            /** @description In the customer's words. */
            concern?: string | null;
            language: components["schemas"]["Language"];
            /** @description To be written to or called about this booking, and about nothing else. */
            may_contact: boolean;
            /** @description The code of the reminder whose link was followed. */
            reminder?: string | null;
            /** @description People do not see this field and leave it empty. */
            website?: string | null;
        };
        /** @description What was asked for; it says nothing of who is known. */
        BookedOnline: {
            /** Format: date-time */
            start: string;
            /** @description The garage asks for it beforehand, in minor units of the site's currency: as the site tells everybody who books as much. */
            deposit_asked?: components["schemas"]["Amount"];
        };
        /** @description A service as it was when it was booked. */
        BookedService: {
            id: components["schemas"]["ServiceId"];
            names: components["schemas"]["TranslatedName"];
            /** Format: int32 */
            minutes: number;
            skill: string | null;
            capability: string | null;
        };
        /** @description A site that takes online bookings, and for what. */
        BookingSite: components["schemas"]["PublicSite"] & {
            /** @description ISO 4217. */
            currency: string;
            /** @description What the garage says to who books. */
            text: string;
            services: components["schemas"]["OnlineService"][];
            deposit?: components["schemas"]["DepositRule"] | null;
            /** @description Whose pages may show this one in a frame, and are told its height. */
            frames: string[];
        };
        /** @description Both factors, once more. */
        BothFactors: {
            /** @description Left out by people who have none and signed in within the last ten minutes. */
            password?: string | null;
            /** @description What the app shows, or a recovery code. */
            code: string;
        };
        /** @description The bank did not pay a cheque. */
        BounceCheque: {
            /** @description What the bank says, at most 300 characters. */
            reason: string;
        };
        /** @description What each technician or each service did in a period. */
        Breakdown: {
            /** Format: date */
            from: string;
            /** Format: date */
            until: string;
            /** @description The sites of each currency together. */
            groups: components["schemas"]["BreakdownGroup"][];
        };
        /** @description Amounts are minor units without VAT. */
        BreakdownCounts: {
            sales: components["schemas"]["Amount"];
            labour: components["schemas"]["Amount"];
            parts: components["schemas"]["Amount"];
            /**
             * Format: int64
             * @description Thousandths of an hour, also those that the garage gave.
             */
            sold: number;
            /**
             * Format: int64
             * @description Thousandths of an hour that somebody pays.
             */
            billed: number;
            /**
             * Format: int64
             * @description Seconds on jobs, and seconds that were attended; null of services.
             */
            worked: number | null;
            /** Format: int64 */
            attended: number | null;
            /**
             * Format: int64
             * @description Billed over worked, and billed over attended, in hundredths of a per cent; null over nothing.
             */
            efficiency: number | null;
            /** Format: int64 */
            productivity: number | null;
            /**
             * Format: int64
             * @description Jobs that somebody paid for first in the period; null of technicians, of whom several may do one.
             */
            jobs: number | null;
            cost: components["schemas"]["Amount"] | null;
            margin: components["schemas"]["Amount"] | null;
            /**
             * Format: int64
             * @description Margin over sales, in hundredths of a per cent; null over nothing too.
             */
            margin_share: number | null;
        };
        BreakdownGroup: {
            /** @example TND */
            currency: string;
            sites: components["schemas"]["ReportedSite"][];
            /** @description Of the period: what the parts add up to. */
            total: components["schemas"]["BreakdownCounts"];
            /** @description Who sold the most first; what is of nobody, or beyond two hundred, last. */
            parts: components["schemas"]["BreakdownPart"][];
        };
        BreakdownPart: {
            /**
             * Format: uuid
             * @description Of a person, or of what jobs were made of; of jobs that were written by hand, of their words. The nil id of what is of nobody.
             */
            id: string;
            name: components["schemas"]["TranslatedName"] | null;
            counts: components["schemas"]["BreakdownCounts"];
        };
        /** @description What of a document, or of a clocking, is of one technician or one service. */
        BreakdownRow: {
            /** Format: uuid */
            id: string;
            site_id: components["schemas"]["SiteId"];
            /** Format: date */
            day: string;
            /** @description Of the document; of time, of the order. */
            number: string;
            /** @description Whose document, or who clocked. */
            label: string;
            /** @description `invoice`, `credit_note` or `user` */
            document: string;
            /** Format: uuid */
            document_id: string;
            counts: components["schemas"]["BreakdownCounts"];
        };
        Bulk: {
            /** Format: uuid */
            id: string;
            action: components["schemas"]["BulkAction"];
            state: components["schemas"]["BulkState"];
            /** Format: int64 */
            total: number;
            /** Format: int64 */
            done: number;
            /** Format: int64 */
            skipped: number;
            /** Format: int64 */
            undone: number;
            /** Format: date-time */
            at: string;
            /** @description `undo` */
            actions: string[];
        };
        /** @enum {string} */
        BulkAction: "archive" | "restore" | "opt_out" | "tag" | "untag";
        /**
         * @description What became of one customer.
         * @enum {string}
         */
        BulkOutcome: "waiting" | "done" | "skipped" | "undone";
        BulkRow: {
            customer_id: components["schemas"]["CustomerId"];
            name: string;
            outcome: components["schemas"]["BulkOutcome"];
            /** @description Why it was skipped. */
            code: string | null;
        };
        /** @enum {string} */
        BulkState: "running" | "done" | "undoing" | "undone";
        /** @description A feed, without what opens it. */
        CalendarFeed: {
            /** Format: uuid */
            id: string;
            site_id: components["schemas"]["SiteId"];
            /** @description All of the site; else the maker's own work. */
            whole_site: boolean;
            /** Format: date-time */
            created_at: string;
        };
        Campaign: {
            /** Format: uuid */
            id: string;
            site_id: components["schemas"]["SiteId"];
            name: string;
            state: components["schemas"]["CampaignState"];
            segment: components["schemas"]["CampaignSegment"];
            texts: components["schemas"]["CampaignTextInput"][];
            channels: components["schemas"]["WrittenBy"][];
            /** Format: int32 */
            holdout: number;
            /** Format: date */
            starts_on: string | null;
            /** Format: date */
            ends_on: string | null;
            by_hand: boolean;
            created_by: string;
            /** Format: date-time */
            created_at: string;
            reach: components["schemas"]["CampaignReach"];
            /** @description `try`, `update`, `start`, `pause`, `end`, `run`. */
            actions: string[];
            /** Format: int64 */
            version: number;
        };
        /** @description What a run comes to. */
        CampaignFigures: {
            /**
             * Format: int64
             * @description Whom it means: those a message was queued for, those who hear nothing, and those who were passed over.
             */
            found: number;
            /** Format: int64 */
            queued: number;
            /** Format: int64 */
            held: number;
            passed: components["schemas"]["CampaignPassed"];
        };
        /** @description What became of a group of people within the days that count. */
        CampaignGroup: {
            /** Format: int64 */
            people: number;
            /** Format: int64 */
            booked: number;
            /**
             * Format: int64
             * @description How many of them something was invoiced to.
             */
            buyers: number;
            /** @description By currency, less credit notes. */
            invoiced: components["schemas"]["Invoiced"][];
        };
        /** @description A campaign. */
        CampaignInput: {
            name: string;
            segment: components["schemas"]["CampaignSegment"];
            /** @description In each language once. Who reads none of them gets the French one, then the English one, then the Arabic one. */
            texts: components["schemas"]["CampaignTextInput"][];
            /** @description By what it goes, the best first. What somebody prefers comes before. */
            channels: components["schemas"]["WrittenBy"][];
            /**
             * Format: int32
             * @description Hundredths of who is found that hear nothing, so that one can see what it brought.
             * @example 10
             */
            holdout: number;
            /**
             * Format: date
             * @description Where the site is.
             */
            starts_on?: string | null;
            /**
             * Format: date
             * @description The last day.
             */
            ends_on?: string | null;
            /** @description It runs when somebody says so, and not by itself. */
            by_hand: boolean;
        };
        /** @description How many were passed over, by the reason. */
        CampaignPassed: {
            /**
             * Format: int64
             * @description They heard of it before, or are among those who hear nothing.
             */
            told: number;
            /** Format: int64 */
            customer_gone: number;
            /** Format: int64 */
            sold: number;
            /** Format: int64 */
            booked: number;
            /** Format: int64 */
            inside: number;
            /** Format: int64 */
            refused: number;
            /** Format: int64 */
            unreachable: number;
            /** Format: int64 */
            capped: number;
        };
        /** @description How many of a campaign's people there are so far. */
        CampaignReach: {
            /** Format: int64 */
            told: number;
            /**
             * Format: int64
             * @description They hear nothing.
             */
            held: number;
            /**
             * Format: int64
             * @description Of those who were told, who booked in the time that counts.
             */
            booked: number;
        };
        /** @description What a campaign brought. */
        CampaignResult: {
            /**
             * Format: int64
             * @description So many days after a message count.
             */
            days: number;
            /** @description Who heard of it. */
            told: components["schemas"]["CampaignGroup"];
            /** @description Who was to hear nothing. */
            held: components["schemas"]["CampaignGroup"];
            /** @description Who booked by the link of a message, and what became of those visits. */
            by_link: components["schemas"]["CampaignGroup"];
            /**
             * Format: int64
             * @description Of the messages: on their way or there, waiting, and not sent.
             */
            sent: number;
            /** Format: int64 */
            waiting: number;
            /** Format: int64 */
            not_sent: number;
        };
        /** @description Whom a campaign meant on a day, and what came of it. */
        CampaignRun: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            campaign_id: string;
            /**
             * Format: date
             * @description Where the site is.
             */
            day: string;
            /** @description Who began it; null for the day's own. */
            by_name: string | null;
            /** Format: date-time */
            began_at: string;
            /**
             * Format: date-time
             * @description Null while it goes on.
             */
            ended_at: string | null;
            figures: components["schemas"]["CampaignFigures"];
        };
        /** @description Whom a campaign means. */
        CampaignSegment: {
            kind: components["schemas"]["SegmentKind"];
            /**
             * Format: int64
             * @description Of deferred jobs: put off so many days ago at least, and at most.
             * @example 60
             */
            min_days: number | null;
            /**
             * Format: int64
             * @example 365
             */
            max_days: number | null;
            /** @description Likewise: stands in the title of the job. */
            word: string | null;
            /**
             * Format: int32
             * @description Of who has not come: for so many months.
             * @example 12
             */
            months: number | null;
            tag_id: components["schemas"]["TagId"] | null;
        };
        /** @description When a site writes to many, and how often. */
        CampaignSettings: {
            site_id: components["schemas"]["SiteId"];
            /**
             * Format: int32
             * @description Of the daily run, where the site is.
             */
            hour: number;
            /**
             * Format: int32
             * @description So many promotions a customer hears at most in so many days, of all campaigns of all sites.
             */
            cap: number;
            /** Format: int32 */
            cap_days: number;
            /**
             * Format: date-time
             * @description When the next daily run begins; null while no campaign runs by itself.
             */
            next_at: string | null;
            /** @description `set`; `create`. */
            actions: string[];
            /**
             * Format: int64
             * @description For `If-Match`; 0 while nothing was chosen.
             */
            version: number;
        };
        /** @enum {string} */
        CampaignState: "draft" | "running" | "paused" | "ended";
        /**
         * @description What a campaign says in a language: as a mail, and as a text message. Names stand in braces: `{customer}`, `{plate}`, `{vehicle}`, `{jobs}`,
         *     `{book}`, `{garage}`, `{phone}`, `{address}`.
         */
        CampaignTextInput: {
            language: components["schemas"]["Language"] | null;
            subject: string | null;
            body: string | null;
            /** @description Text messages and WhatsApp messages. */
            short: string | null;
        };
        CancelAppointment: {
            /** @description Who gave it up. A customer who does within the settings' hours of the start is late. */
            by: components["schemas"]["CancelledBy"];
            reason?: string | null;
        };
        CancelAppointmentSeries: {
            by: components["schemas"]["CancelledBy"];
            reason?: string | null;
        };
        CancelPurchaseOrder: {
            reason: string;
        };
        CancelVisit: {
            reason?: string | null;
        };
        /**
         * @description Who gave it up.
         * @enum {string}
         */
        CancelledBy: "customer" | "garage";
        /** @description In the order in which they stand on the job. */
        CannedContent: {
            labour?: components["schemas"]["CannedLabour"][];
            parts?: components["schemas"]["CannedPart"][];
            fees?: components["schemas"]["CannedFee"][];
            /** @description After what it is done again; none for what is done once. */
            reminder?: components["schemas"]["CannedReminder"];
        };
        CannedFee: {
            description: string;
            /**
             * Format: int64
             * @description Net.
             */
            unit_price: number;
            vat_rate: components["schemas"]["BasisPoints"] | null;
        };
        /** @description A canned job whole. */
        CannedJob: {
            id: components["schemas"]["CannedJobId"];
            names: components["schemas"]["TranslatedName"];
            concern: string | null;
            correction: string | null;
            content: components["schemas"]["CannedContent"];
            /** @description The articles that its parts name. */
            products: components["schemas"]["CannedProduct"][];
            package_price: components["schemas"]["Amount"] | null;
            inspection_template_id: components["schemas"]["TemplateId"] | null;
            /**
             * Format: int64
             * @description Jobs on orders that were made of it.
             */
            offered: number;
            /**
             * Format: int64
             * @description Those of them that customers approved.
             */
            approved: number;
            archived: boolean;
            /** Format: int64 */
            version: number;
            /** @description update, archive, restore */
            actions: string[];
        };
        /**
         * Format: uuid
         * @description A job that is kept ready.
         */
        CannedJobId: string;
        /** @description A canned job whole: what is left out is gone. */
        CannedJobInput: {
            names: components["schemas"]["InspectionNames"];
            /** @description What the customer is told, on the job. */
            concern?: string | null;
            correction?: string | null;
            content: components["schemas"]["CannedContent"];
            /**
             * Format: int64
             * @description Net; without it each line asks its own price.
             */
            package_price?: number | null;
            inspection_template_id?: components["schemas"]["TemplateId"] | null;
        };
        CannedLabour: {
            /** @description The job's name when left out. */
            description: string | null;
            /**
             * Format: int64
             * @description In thousandths.
             */
            hours: number;
            /** @description The name of a rate: the site's of that name is asked, if there is one and nothing was agreed with the customer. */
            rate: string | null;
        };
        /** @description An article, or what it is for: then it is the article used most on the vehicle's model whose name has all these words. */
        CannedPart: {
            product_id: components["schemas"]["ProductId"] | null;
            role: string | null;
            /** Format: int64 */
            quantity: number;
        };
        CannedProduct: {
            id: components["schemas"]["ProductId"];
            sku: string;
            name: string;
            archived: boolean;
        };
        /** @description After so many months or kilometres, whichever comes first: one of both at least. */
        CannedReminder: {
            /** Format: int32 */
            months: number | null;
            /** Format: int64 */
            km: number | null;
        };
        /** @description How much work a site can take. */
        Capacity: {
            site_id: components["schemas"]["SiteId"];
            days: components["schemas"]["CapacityDay"][];
        };
        CapacityDay: {
            /** Format: date */
            date: string;
            /** @description Of all technicians together. */
            all: components["schemas"]["CapacityRow"];
            /** @description Of the technicians with each skill. Who has two skills counts at both: the rows do not add up. */
            skills: components["schemas"]["CapacityRow"][];
        };
        /** @description Minutes of work. */
        CapacityRow: {
            /** @description Empty of all together. */
            skill: string;
            /**
             * Format: int64
             * @description Attended hours without absences, by what an hour of each yields.
             */
            able: number;
            /** Format: int64 */
            allocated: number;
            /**
             * Format: int64
             * @description Allocated before today and not done; of today alone.
             */
            carried_over: number;
            /**
             * Format: int64
             * @description What is left; below zero when more is promised than can be done.
             */
            free: number;
        };
        /** @description An item of the plan for this vehicle. */
        CareItem: {
            key: string;
            title: components["schemas"]["Titles"];
            /**
             * Format: int64
             * @description Kilometres, or hours of a machine.
             */
            distance: number | null;
            /** Format: int32 */
            months: number | null;
            /** @description The vehicle has intervals of its own. */
            is_own: boolean;
            is_off: boolean;
            /** Format: date */
            done_on: string | null;
            /**
             * Format: int64
             * @description What the odometer showed then.
             */
            done_at: number | null;
            /** @description It was never written down here: counted from the first reading. */
            is_assumed: boolean;
            /** Format: date */
            due_on: string | null;
            /**
             * Format: int64
             * @description What the odometer shows then.
             */
            due_at: number | null;
            by: components["schemas"]["DueBy"] | null;
            state: components["schemas"]["DueState"] | null;
        };
        /** @description All that is known of the item for this vehicle; what is left out is as the plan has it, or not known. */
        CareItemInput: {
            /** Format: int64 */
            km?: number | null;
            /** Format: int32 */
            months?: number | null;
            /** Format: int64 */
            hours?: number | null;
            /** Format: date */
            done_on?: string | null;
            /**
             * Format: int64
             * @description What the odometer showed then: kilometres, or hours of a machine.
             */
            done_at?: number | null;
            /** @description The vehicle does not have it, or somebody else sees to it. */
            is_off?: boolean;
        };
        CategoryValue: {
            /** @description Null of articles without one. */
            category: string | null;
            /** Format: int64 */
            products: number;
            value_cost: components["schemas"]["Amount"];
        };
        CauseCount: {
            cause: components["schemas"]["ComebackCause"] | null;
            /** Format: int64 */
            comebacks: number;
        };
        /** @description Left out stays; null empties. */
        ChangeQuote: {
            /** @description The name of a caller without a record. */
            caller?: string | null;
            phone?: string | null;
            /** @description The car in words. */
            car?: string | null;
            /**
             * Format: int64
             * @description For how many days its prices hold from now on.
             */
            valid_days?: number | null;
        };
        ChangeVehicle: {
            vehicle_id: components["schemas"]["VehicleId"];
            /** @description Somebody looked at parts and times: they fit the other vehicle too. */
            fits?: boolean;
        };
        /**
         * @description How somebody is reached.
         * @enum {string}
         */
        Channel: "email" | "sms" | "whatsapp" | "push" | "phone";
        /** @description The accounts that entries are posted to: letters, digits, dots and hyphens. */
        ChartOfAccounts: {
            /** @description What customers owe. */
            customers: string;
            /** @description What customers paid ahead. */
            advances: string;
            /** @description Sales of parts. */
            goods: string;
            /** @description Labour, fees and work done by others. */
            services: string;
            /** @description VAT on sales. */
            vat: string;
            stamp_duty: string;
            /** @description Levies that VAT is charged on too. */
            levies: string;
            cash: string;
            /** @description Where transfers arrive. */
            bank: string;
            /** @description Where card payments arrive. */
            cards: string;
            /** @description Cheques that are not cashed yet. */
            cheques: string;
            /** @description Tax that customers kept back. */
            withholding: string;
            /** @description What was counted over what was expected. */
            over: string;
            /** @description What was counted short of it. */
            short: string;
            /** @description What prices that were told with tax make more of than the gross. */
            rounding_gain: string;
            /** @description What they make less of. */
            rounding_loss: string;
            /** @description What customers paid with points: discounts granted. */
            discounts: string;
        };
        /** @description A payment that was begun at a provider, or is known there alone. Amounts in minor units. */
        Checkout: {
            /** Format: uuid */
            id: string;
            site_id: components["schemas"]["SiteId"];
            invoice_id: components["schemas"]["InvoiceId"] | null;
            invoice_number: string | null;
            provider: components["schemas"]["PaymentProvider"];
            /** @description The provider's name for it. */
            reference: string;
            amount: components["schemas"]["Amount"];
            currency: string;
            /** @description No money moved. */
            test_mode: boolean;
            state: components["schemas"]["CheckoutState"];
            difference: components["schemas"]["CheckoutDifference"] | null;
            told_amount: components["schemas"]["Amount"] | null;
            told_currency: string | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            expires_at: string;
            /** Format: date-time */
            closed_at: string | null;
        };
        /**
         * @description Why somebody at the desk must look at money that no invoice has.
         * @enum {string}
         */
        CheckoutDifference: "amount" | "currency" | "late" | "unknown";
        /** @enum {string} */
        CheckoutState: "open" | "paid" | "failed" | "expired" | "unknown";
        /** @description A cheque that came in for an invoice, ahead of one, or on account. */
        Cheque: {
            id: components["schemas"]["ChequeId"];
            site_id: components["schemas"]["SiteId"];
            customer: components["schemas"]["InvoiceCustomer"];
            invoice_id: components["schemas"]["InvoiceId"] | null;
            deposit_id: components["schemas"]["DepositId"] | null;
            /** @description The number of either. */
            document: string;
            number: string;
            bank: string;
            /** @description Whose account pays it, where it is not the customer's. */
            drawer: string | null;
            rib: string | null;
            /** Format: date */
            due_on: string;
            /** @description In minor units. */
            amount: components["schemas"]["Amount"];
            currency: string;
            /** Format: date-time */
            at: string;
            /** @description Who took it. */
            by: string;
            state: components["schemas"]["ChequeState"];
            /**
             * Format: date-time
             * @description Since when.
             */
            since: string;
            /**
             * Format: int64
             * @description Under which number of its site it went to the bank.
             */
            slip: number | null;
            /** @description Why it came back. */
            reason: string | null;
            /** @description bank, clear, bounce */
            actions: string[];
        };
        /** @description What is written on a cheque. */
        ChequeDetails: {
            number: string;
            bank: string;
            /** @description Whose account pays it; the customer's when left out. */
            drawer?: string | null;
            /** @description The RIB that is printed on it: 20 digits, spaces are left out. */
            rib?: string | null;
            /**
             * Format: date
             * @description From which day on the bank pays it.
             */
            due_on: string;
        };
        /**
         * Format: uuid
         * @description A cheque that a customer handed over.
         */
        ChequeId: string;
        /** @description What went to the bank together. */
        ChequeSlip: {
            site_id: components["schemas"]["SiteId"];
            /**
             * Format: int64
             * @description The slip's number at its site.
             */
            number: number;
            /** @description Of all of them, in minor units. */
            amount: components["schemas"]["Amount"];
            currency: string;
            cheques: components["schemas"]["Cheque"][];
        };
        /**
         * @description Where a cheque is.
         * @enum {string}
         */
        ChequeState: "in_hand" | "banked" | "cleared" | "bounced";
        /** @description All of a state and currency. */
        ChequeSum: {
            state: components["schemas"]["ChequeState"];
            currency: string;
            /** Format: int64 */
            count: number;
            /** @description Minor units. */
            amount: components["schemas"]["Amount"];
        };
        /** @description Cheques that the bank has not paid. */
        ChequeSummary: {
            /** Format: date */
            on: string;
            sums: components["schemas"]["ChequeSum"][];
            /** @description The first that has any first. */
            weeks: components["schemas"]["ChequeWeek"][];
        };
        /** @description What falls due in a week, in one currency. */
        ChequeWeek: {
            /**
             * Format: date
             * @description Its Monday.
             */
            from: string;
            currency: string;
            /** Format: int64 */
            count: number;
            /** @description Minor units. */
            amount: components["schemas"]["Amount"];
        };
        ChooseLabourRate: {
            labour_rate_id: components["schemas"]["LabourRateId"] | null;
        };
        /** @description Clearing takes no choices. */
        ClearCheque: Record<string, never>;
        /** @description One activity of one person. */
        Clocking: {
            id: components["schemas"]["ClockingId"];
            user: components["schemas"]["Worker"];
            site_id: components["schemas"]["SiteId"];
            activity: components["schemas"]["Activity"];
            work_order_id: components["schemas"]["WorkOrderId"] | null;
            work_order: string | null;
            job_id: components["schemas"]["JobId"] | null;
            job: string | null;
            /** Format: date-time */
            started_at: string;
            /**
             * Format: date-time
             * @description Null while it runs, and of what was forgotten.
             */
            ended_at: string | null;
            running: boolean;
            /** @description Somebody has to say when it ended: until then it counts nothing. */
            forgotten: boolean;
            replaced_by: components["schemas"]["ClockingId"] | null;
            replaces: components["schemas"]["ClockingId"] | null;
            /** @description Why it was written later than it happened, and who did. */
            reason: string | null;
            corrected_by: string | null;
        };
        /**
         * Format: uuid
         * @description One activity of one person, from a beginning to an end.
         */
        ClockingId: string;
        /** @description What somebody counted, in minor units of the site's currency. */
        CloseDay: {
            site_id: components["schemas"]["SiteId"];
            /**
             * Format: int64
             * @description The cash that they were told should be there.
             */
            expected_cash: number;
            /** Format: int64 */
            cash: number;
            /**
             * Format: int64
             * @description Nobody counted it when left out.
             */
            card?: number | null;
            /** Format: int64 */
            transfer?: number | null;
            /** Format: int64 */
            cheque?: number | null;
            /**
             * Format: int64
             * @description What the providers say.
             */
            online?: number | null;
            /**
             * Format: int64
             * @description Of the cash, what stays in the drawer for tomorrow.
             */
            kept: number;
            /** @description Why what was counted is not what was expected. */
            reason?: string | null;
        };
        /** @description Why it is deferred no more. */
        CloseDeferredJob: {
            because: components["schemas"]["ClosedBecause"];
            note?: string | null;
        };
        /** @enum {string} */
        ClosedBecause: "done_elsewhere" | "obsolete";
        /** @enum {string} */
        ColumnColour: "grey" | "teal" | "green" | "amber" | "red" | "blue" | "violet";
        /**
         * Format: uuid
         * @description A column of a site's board.
         */
        ColumnId: string;
        /** @description A column as it is chosen. */
        ColumnInput: {
            column_id?: components["schemas"]["ColumnId"] | null;
            name: string;
            colour: components["schemas"]["ColumnColour"];
            state: components["schemas"]["WorkOrderState"];
        };
        /** @description The columns whole, from left to right: what is left out is gone, and its orders stand in the first column of their state. */
        ColumnsInput: {
            columns: components["schemas"]["ColumnInput"][];
        };
        /** @description What an order makes good. */
        Comeback: {
            work_order_id: components["schemas"]["WorkOrderId"];
            original_id: components["schemas"]["WorkOrderId"];
            original: string;
            /** @description Who worked on the original. */
            technician: string | null;
            jobs: components["schemas"]["ComebackJob"][];
            cause: components["schemas"]["ComebackCause"] | null;
            payer: components["schemas"]["ComebackPayer"];
            note: string | null;
            by: string;
            /** Format: date-time */
            at: string;
        };
        /**
         * @description Why it came back.
         * @enum {string}
         */
        ComebackCause: "part" | "workmanship" | "diagnosis" | "customer";
        ComebackInput: {
            /** @description A completed order of the same vehicle. */
            original_id: components["schemas"]["WorkOrderId"];
            /** @description Of the original. */
            job_ids: components["schemas"]["JobId"][];
            cause?: components["schemas"]["ComebackCause"] | null;
            payer: components["schemas"]["ComebackPayer"];
            note?: string | null;
        };
        /** @description A job of the original that was not good. */
        ComebackJob: {
            id: components["schemas"]["JobId"];
            title: string;
        };
        /**
         * @description Who pays for making it good.
         * @enum {string}
         */
        ComebackPayer: "garage" | "supplier" | "customer";
        /** @description The figures of a period. */
        ComebackReport: {
            /**
             * Format: int64
             * @description Completed orders, comebacks left out.
             */
            orders: number;
            /** @description Their totals, by currency. */
            worth: components["schemas"]["Worth"][];
            /**
             * Format: int64
             * @description Completed orders that make an earlier one good.
             */
            comebacks: number;
            /**
             * Format: int64
             * @description Comebacks ÷ orders, in basis points; null without orders.
             */
            rate: number | null;
            by_cause: components["schemas"]["CauseCount"][];
            /** @description Who worked on the originals. */
            by_technician: components["schemas"]["TechnicianCount"][];
        };
        CompleteWorkOrder: {
            /**
             * Format: int64
             * @description Kilometres; not less than when it came.
             */
            odometer_out?: number | null;
            /** @description The instrument cannot be read: no reading is asked for, but `reason` says why. */
            odometer_unreadable?: boolean;
            /** @description Completes although stock falls below zero; takes `work_order.allow_negative_stock`. */
            allow_negative_stock?: boolean;
            /** @description Why it is completed all the same, where the site's rules warn. */
            reason?: string | null;
        };
        Confirmation: {
            /** @description What the app shows. */
            code: string;
        };
        Consent: {
            channel: components["schemas"]["Channel"];
            purpose: components["schemas"]["Purpose"];
            granted: boolean;
            /**
             * Format: date-time
             * @description When it was decided; null while what holds by default counts.
             */
            since: string | null;
        };
        ConsentDecision: {
            /** Format: uuid */
            id: string;
            channel: components["schemas"]["Channel"];
            purpose: components["schemas"]["Purpose"];
            granted: boolean;
            source: components["schemas"]["ConsentSource"];
            note: string | null;
            by: string;
            /** Format: date-time */
            at: string;
        };
        ConsentInput: {
            channel: components["schemas"]["Channel"];
            purpose: components["schemas"]["Purpose"];
            granted: boolean;
            /** @description How the customer said so. */
            source: components["schemas"]["ConsentSource"];
            note?: string | null;
        };
        /**
         * @description Where a decision comes from.
         * @enum {string}
         */
        ConsentSource: "in_person" | "phone" | "form" | "link" | "bulk" | "merge" | "message";
        /** @description What may be sent to a customer, and how that came about. */
        Consents: {
            /** @description One for each channel and purpose. */
            items: components["schemas"]["Consent"][];
            /** @description Every decision, newest first. */
            log: components["schemas"]["ConsentDecision"][];
        };
        /** @description A contact as the API shows it. */
        Contact: {
            /** Format: uuid */
            id: string;
            name: string;
            role: components["schemas"]["ContactRole"];
            /** @description E.164. */
            phone: string | null;
            phone_display: string | null;
            email: string | null;
            language: components["schemas"]["Language"] | null;
            notes: string | null;
            sees_fleet: boolean;
            approves_up_to: components["schemas"]["Amount"] | null;
        };
        /** @description A contact as a request says it. */
        ContactInput: {
            name: string;
            role: components["schemas"]["ContactRole"];
            phone?: string | null;
            email?: string | null;
            language?: components["schemas"]["Language"] | null;
            notes?: string | null;
            /** @description Whoever signs in with this e-mail address sees the customer's vehicles, what is under way and what was spent. Needs the address. */
            sees_fleet?: boolean;
            /**
             * Format: int64
             * @description What a whole order may cost that they approve, net, in minor units of the currency it is in. An approver without one approves
             *     anything; nobody else has one.
             */
            approves_up_to?: number | null;
        };
        /**
         * @description What a contact is asked about.
         * @enum {string}
         */
        ContactRole: "driver" | "approver" | "billing" | "other";
        /** @description All contacts of a customer; there are few. */
        Contacts: {
            items: components["schemas"]["Contact"][];
        };
        /** @description What a customer pays for an article, or for all parts. */
        ContractPrice: {
            id: components["schemas"]["ContractPriceId"];
            site_id: components["schemas"]["SiteId"];
            customer_id: components["schemas"]["CustomerId"];
            customer_name: string;
            product: components["schemas"]["ContractProduct"] | null;
            unit_price: components["schemas"]["Amount"] | null;
            /**
             * Format: int32
             * @description For all parts: in basis points of the catalogue's price, added to it; below zero it is taken off.
             */
            change: number | null;
            /** Format: int64 */
            version: number;
            /** @description update, remove */
            actions: string[];
        };
        /**
         * Format: uuid
         * @description What a customer pays for an article, or for all parts.
         */
        ContractPriceId: string;
        ContractProduct: {
            id: components["schemas"]["ProductId"];
            sku: string;
            name: string;
            /** @description The catalogue's. */
            price: components["schemas"]["Amount"];
        };
        /** @description For whom and for which vehicle the work is. */
        ConvertQuote: {
            customer_id?: components["schemas"]["CustomerId"] | null;
            vehicle_id?: components["schemas"]["VehicleId"] | null;
            /** @description What is not approved leaves the order and comes back as deferred jobs; otherwise all jobs stay as they are. */
            only_approved?: boolean;
        };
        /**
         * @description What becomes of an old part.
         * @enum {string}
         */
        CoreDecision: "in_hand" | "kept";
        /**
         * @description What became of the old part, as the customer's order knows it.
         * @enum {string}
         */
        CoreState: "expected" | "in_hand" | "kept";
        /** @description What really was. Beginning and end at the same moment count nothing. */
        CorrectClocking: {
            /** Format: date-time */
            started_at: string;
            /** Format: date-time */
            ended_at: string;
            reason: string;
        };
        Corrected: {
            text: string;
        };
        /**
         * @description Which cost a matrix goes by; where nothing is known of it, the other.
         * @enum {string}
         */
        CostBasis: "average" | "last";
        /** @description What came at one cost, and what is left of it. */
        CostLayer: {
            id: components["schemas"]["LayerId"];
            site_id: components["schemas"]["SiteId"];
            movement_id: components["schemas"]["MovementId"] | null;
            /** Format: date-time */
            opened_at: string;
            received: components["schemas"]["Quantity"];
            remaining: components["schemas"]["Quantity"];
            unit_cost: components["schemas"]["Amount"];
        };
        CountInput: {
            /**
             * Format: int64
             * @description What lies there.
             */
            quantity: number;
        };
        /** @description How many rows a list has with its filters, on all pages together. */
        Counted: {
            /** Format: int64 */
            count: number;
        };
        /** @description A site's counter. */
        Counter: {
            site_id: components["schemas"]["SiteId"];
            customer: components["schemas"]["CustomerName"] | null;
            /** Format: int64 */
            version: number;
            /** @description update */
            actions: string[];
        };
        CounterInput: {
            customer_id?: components["schemas"]["CustomerId"] | null;
        };
        /** @description An article at its price for this customer, unless another is said. */
        CounterLine: {
            product_id: components["schemas"]["ProductId"];
            /** Format: int64 */
            quantity: number;
            /**
             * Format: int64
             * @description Net.
             */
            unit_price?: number | null;
            /**
             * Format: int64
             * @description With VAT, and a levy where the article bears one: it is what the customer pays. Not together with `unit_price`.
             */
            unit_price_with_tax?: number | null;
            discount?: components["schemas"]["BasisPoints"] | null;
            /** @description One of the article's packs, by its name: the quantity counts these, and the price is of one. */
            pack?: string | null;
        };
        /** @description What a sale would come to now. */
        CounterPrice: {
            /** @description In the order that they were asked in. */
            lines: components["schemas"]["Line"][];
            /** @description What is charged for old parts until they are brought. */
            core_charges: components["schemas"]["Line"][];
            /** @description With stamp duty. */
            totals: components["schemas"]["Totals"];
            exemption: components["schemas"]["Exemption"] | null;
        };
        /** @description A code that gives a discount on an order. */
        Coupon: {
            /** Format: uuid */
            id: string;
            site_id: components["schemas"]["SiteId"];
            code: string;
            name: string;
            share: components["schemas"]["BasisPoints"] | null;
            amount: components["schemas"]["Amount"] | null;
            least: components["schemas"]["Amount"];
            /** Format: date */
            valid_from: string | null;
            /** Format: date */
            valid_until: string | null;
            /** Format: int32 */
            most_uses: number | null;
            /** Format: int32 */
            most_per_customer: number | null;
            /**
             * Format: int64
             * @description On how many orders it stands.
             */
            used: number;
            archived: boolean;
            /** Format: int64 */
            version: number;
            /** @description update */
            actions: string[];
        };
        /** @description A coupon whole. It takes off a share or an amount. */
        CouponInput: {
            /** @description As customers say it; capitals and spaces do not matter. */
            code: string;
            /** @description What stands on the order. */
            name: string;
            /** Format: int32 */
            share?: number | null;
            /**
             * Format: int64
             * @description In minor units of the site's currency, without VAT.
             */
            amount?: number | null;
            /**
             * Format: int64
             * @description What an order costs at least before it, without VAT.
             */
            least?: number | null;
            /**
             * Format: date
             * @description The first day that it is good.
             */
            valid_from?: string | null;
            /**
             * Format: date
             * @description The last.
             */
            valid_until?: string | null;
            /** Format: int32 */
            most_uses?: number | null;
            /** Format: int32 */
            most_per_customer?: number | null;
            /** @description Out of use. */
            archived?: boolean;
        };
        /** @description A site's coupons. */
        Coupons: {
            /** @description The newest first; 200 at most. */
            items: components["schemas"]["Coupon"][];
        };
        /** @description Left out, nobody bears it but the customer. */
        CoverJob: {
            cover?: components["schemas"]["JobCoverInput"] | null;
        };
        /**
         * @description Who bears a part of a job in the customer's place.
         * @enum {string}
         */
        CoverKind: "warranty" | "goodwill" | "internal" | "payer";
        /** @description Of which days. */
        CreateArchive: {
            site_id: components["schemas"]["SiteId"];
            /**
             * Format: date
             * @description The first day at the site.
             */
            from: string;
            /**
             * Format: date
             * @description The last day, which must have ended there; at most 400 days after the first.
             */
            until: string;
        };
        /** @description Who let one order go on, and why. */
        CreditAllowed: {
            reason: string;
            by: string;
            /** Format: date-time */
            at: string;
        };
        /** @description A credit hold: everybody is warned, and work of theirs begins only when somebody lets it. */
        CreditHold: {
            reason: string;
            by: string;
            /** Format: date-time */
            since: string;
        };
        CreditLimit: {
            /**
             * Format: int64
             * @description Minor units.
             */
            amount: number;
            /** @description ISO 4217. */
            currency: string;
        };
        /** @description What was taken back of an invoice. */
        CreditNote: {
            id: components["schemas"]["CreditNoteId"];
            /** @example AV-LAC-2026-00001 */
            number: string;
            site_id: components["schemas"]["SiteId"];
            invoice: components["schemas"]["CreditedInvoice"];
            customer: components["schemas"]["InvoiceCustomer"];
            reason: string;
            lines: components["schemas"]["CreditNoteLine"][];
            totals: components["schemas"]["Totals"];
            exemption: components["schemas"]["InvoiceExemption"] | null;
            /** @description `fr`, `ar` or `en`: the invoice's. */
            language: components["schemas"]["Language"];
            /** Format: date */
            issued_on: string;
            /** Format: date-time */
            issued_at: string;
            /** @description Who issued it. */
            by: string;
        };
        /**
         * Format: uuid
         * @description A document that takes back what an invoice asked for.
         */
        CreditNoteId: string;
        /** @description What of an invoice is taken back, and why. */
        CreditNoteInput: {
            /** @description All that is left of the invoice when left out. */
            lines?: components["schemas"]["CreditNoteLineInput"][] | null;
            /** @description Whether the stamp duty goes back too, unless it did already. */
            stamp_duty?: boolean;
            /** @description Whether the parts whose quantity is taken back lie in the stock again. */
            return_stock?: boolean;
            /** @description What becomes of what is paid beyond what the invoice asks for then. */
            surplus?: components["schemas"]["CreditNoteSurplus"];
            reason: string;
        };
        /** @description A credit note on its invoice. */
        CreditNoteLabel: {
            id: components["schemas"]["CreditNoteId"];
            number: string;
            /** Format: date */
            issued_on: string;
            total: components["schemas"]["Amount"];
            reason: string;
        };
        CreditNoteLine: {
            /** @description Of the invoice. */
            line_id: components["schemas"]["LineId"];
            job_title: string;
            code: string | null;
            description: string;
            unit: string;
            /** @description Zero for a price reduction. */
            quantity: components["schemas"]["Quantity"];
            unit_price: components["schemas"]["Amount"];
            discount: components["schemas"]["BasisPoints"];
            vat_rate: components["schemas"]["BasisPoints"];
            net: components["schemas"]["Amount"];
        };
        /** @description A line of the invoice: a part of its quantity, an amount of its net, or all that is left of it when neither is said. */
        CreditNoteLineInput: {
            line_id: components["schemas"]["LineId"];
            /** Format: int64 */
            quantity?: number | null;
            /**
             * Format: int64
             * @description In minor units, without VAT.
             */
            net?: number | null;
        };
        /** @description What a credit note would be, before anything happens. */
        CreditNotePreview: {
            lines: components["schemas"]["CreditNoteLine"][];
            totals: components["schemas"]["Totals"];
            /** @description Of the invoice after it; below zero it is the customer's, and may be handed back. */
            due: components["schemas"]["Amount"];
            /** @description What is paid beyond what the invoice asks for then. */
            surplus: components["schemas"]["Amount"];
            /** @description What lies in the stock again, when it is asked for. */
            returns: components["schemas"]["CreditNoteLine"][];
        };
        /** @description A credit note in a list. */
        CreditNoteRow: {
            id: components["schemas"]["CreditNoteId"];
            number: string;
            site_id: components["schemas"]["SiteId"];
            invoice: components["schemas"]["CreditedInvoice"];
            customer: components["schemas"]["InvoiceCustomer"];
            reason: string;
            total: components["schemas"]["Amount"];
            currency: string;
            /** Format: date */
            issued_on: string;
        };
        /**
         * @description Where money goes that an invoice no longer asks for.
         * @enum {string}
         */
        CreditNoteSurplus: "open" | "account";
        CreditedInvoice: {
            id: components["schemas"]["InvoiceId"];
            number: string;
        };
        /** @description A field that the garage made. */
        CustomField: {
            /** @description By it the values are kept. Small letters, digits and `_`. */
            key: string;
            title: components["schemas"]["Titles"];
            kind: components["schemas"]["CustomFieldKind"];
            /** @description Of a choice: what there is to choose from. */
            choices: string[];
        };
        /** @enum {string} */
        CustomFieldKind: "text" | "number" | "date" | "choice";
        /** @description A person or business that owns vehicles or pays. */
        Customer: {
            id: components["schemas"]["CustomerId"];
            kind: components["schemas"]["CustomerKind"];
            name: string;
            /** @description E.164. */
            phone: string | null;
            /** @description As people write it. */
            phone_display: string | null;
            email: string | null;
            language: components["schemas"]["Language"];
            tax_id: string | null;
            /**
             * @description Where electronic documents reach them.
             * @example 0208:0123456749
             */
            electronic_address: string | null;
            prefers: components["schemas"]["WrittenBy"] | null;
            address: string | null;
            notes: string | null;
            /** @description The customer's number in another system. */
            external_ref: string | null;
            /** @description They pay only what names their own order number: work of theirs begins with one. */
            po_required: boolean;
            /** @description They want their orders on one invoice. */
            invoices_together: boolean;
            archived: boolean;
            /**
             * Format: date-time
             * @description When they were forgotten; nothing is changed of them any more.
             */
            erased_at: string | null;
            /** Format: date-time */
            created_at: string;
            /** @description What is due by currency, over all sites; empty for who may read no invoices. */
            balances: components["schemas"]["CustomerMoney"][];
            hold: components["schemas"]["CreditHold"] | null;
            credit_limit: components["schemas"]["CustomerMoney"] | null;
            credit_used: components["schemas"]["Amount"] | null;
            /** @description The credit limit is reached: work of theirs begins only when somebody lets it. */
            over_limit: boolean;
            /**
             * Format: int64
             * @description Appointments they did not come to.
             */
            no_shows: number;
            /**
             * Format: date-time
             * @description When work on a vehicle of theirs was completed last.
             */
            last_visit_at: string | null;
            first_source: components["schemas"]["LeadSource"] | null;
            last_source: components["schemas"]["LeadSource"] | null;
            /** @description Of `GET /customer-tags`. */
            tags: components["schemas"]["TagId"][];
            /** Format: int64 */
            version: number;
            /** @description `update`, `archive`, `restore`, `merge`, `hold`, `release`, `set_credit_limit` */
            actions: string[];
        };
        /** @description What was decided on a job, with its evidence. */
        CustomerDecision: {
            /** Format: uuid */
            id: string;
            job_id: components["schemas"]["JobId"];
            job_title: string;
            approved: boolean;
            reason: string | null;
            method: components["schemas"]["AuthorisationMethod"];
            by_name: string;
            phone: string | null;
            /** @description The network address that the link was used from. */
            address: string | null;
            user_agent: string | null;
            /** Format: uuid */
            signature_id: string | null;
            /** @description Gross of the job. */
            amount: components["schemas"]["Amount"];
            /**
             * Format: int64
             * @description The version that the customer saw, as far as it is known.
             */
            version: number | null;
            hash: string | null;
            /** Format: date-time */
            at: string;
            recorded_by: string;
        };
        /** @description A certificate as the API shows it. */
        CustomerExemption: {
            id: components["schemas"]["ExemptionId"];
            number: string;
            reason: string;
            /** Format: date */
            valid_from: string;
            /**
             * Format: date
             * @description The last day.
             */
            valid_until: string;
            state: components["schemas"]["ExemptionState"];
        };
        /** @description All certificates of a customer, the one that ends last first; there are few. */
        CustomerExemptions: {
            items: components["schemas"]["CustomerExemption"][];
        };
        /** @description What a customer said of their visits, at the caller's sites. */
        CustomerFeedback: {
            /** Format: int64 */
            answers: number;
            /**
             * Format: int64
             * @description Hundredths of a star; null before the first answer.
             */
            average: number | null;
            /** @description Who was asked last first; 100 at most. */
            items: components["schemas"]["Feedback"][];
        };
        /**
         * Format: uuid
         * @description A person or business that owns or pays.
         */
        CustomerId: string;
        CustomerInput: {
            kind: components["schemas"]["CustomerKind"];
            name: string;
            /** @description Any spelling; without a country code it is Tunisian. */
            phone?: string | null;
            email?: string | null;
            language?: components["schemas"]["Language"] | null;
            tax_id?: string | null;
            /**
             * @description Where electronic documents reach them: a scheme of the code list EAS and what it is called there.
             * @example 0208:0123456749
             */
            electronic_address?: string | null;
            prefers?: components["schemas"]["WrittenBy"] | null;
            address?: string | null;
            notes?: string | null;
            external_ref?: string | null;
            /** @description They pay only what names their own order number: work of theirs begins with one. False when left out. */
            po_required?: boolean | null;
            /** @description They want their orders on one invoice. False when left out. */
            invoices_together?: boolean | null;
        };
        /**
         * @description A person, or a business with a tax id.
         * @enum {string}
         */
        CustomerKind: "person" | "business";
        CustomerLabel: {
            id: components["schemas"]["CustomerId"] | null;
            name: string;
            phone: string | null;
        };
        /** @description A link that a customer was given, and whether it was opened. */
        CustomerLink: {
            /** Format: uuid */
            id: string;
            /** @description Sent with a message; otherwise handed over. */
            by_message: boolean;
            made_by: string;
            /** Format: date-time */
            made_at: string;
            /** Format: date-time */
            expires_at: string;
            /** Format: date-time */
            revoked_at: string | null;
            /** Format: date-time */
            first_opened_at: string | null;
            /** Format: date-time */
            last_opened_at: string | null;
            /**
             * Format: int64
             * @description How often.
             */
            opened: number;
            /** @description Whom of the customer it was made for. */
            contact: string | null;
        };
        /** @description A customer's points at a site. */
        CustomerLoyalty: {
            site_id: components["schemas"]["SiteId"];
            customer_id: components["schemas"]["CustomerId"];
            /** @description Points are earned and used here. */
            is_on: boolean;
            /**
             * Format: int64
             * @description Points; below zero where what was used was not theirs in the end.
             */
            balance: number;
            /**
             * Format: int64
             * @description What may be used now: nothing below the least number.
             */
            usable: number;
            /** Format: int64 */
            least: number;
            /** @description Of a point, in minor units. */
            worth: components["schemas"]["Amount"];
            /** @description Of what may be used now. */
            amount: components["schemas"]["Amount"];
            currency: string;
            standing: components["schemas"]["LoyaltyStanding"];
            /**
             * Format: int64
             * @description Until points expire; 0 for never.
             */
            months: number;
            /**
             * Format: int64
             * @description Points for a new customer whom another brought, and as many for who brought them; 0 for none.
             */
            referral: number;
            referrer: components["schemas"]["LoyaltyReferrer"] | null;
            /**
             * Format: int64
             * @description How many they brought who paid a first invoice.
             */
            brought: number;
            /** @description grant, refer */
            actions: string[];
        };
        CustomerMerge: {
            /** Format: uuid */
            id: string;
            /** @description Who became part of the other. */
            from_id: components["schemas"]["CustomerId"];
            from_name: string;
            into_id: components["schemas"]["CustomerId"];
            /** Format: date-time */
            at: string;
            by: string;
            /**
             * Format: date-time
             * @description Until then it can be undone.
             */
            undo_until: string;
            /** Format: date-time */
            undone_at: string | null;
            undone_by: string | null;
            /** @description `undo` */
            actions: string[];
        };
        /** @description An amount of one currency. */
        CustomerMoney: {
            /** @description Minor units. */
            amount: components["schemas"]["Amount"];
            /** @description ISO 4217. */
            currency: string;
        };
        CustomerMonth: {
            /**
             * Format: date
             * @description Its first day.
             */
            from: string;
            /** Format: int64 */
            new_customers: number;
            /**
             * Format: int64
             * @description Completed work orders of who was here for the first time.
             */
            new_visits: number;
            /**
             * Format: int64
             * @description Those of who had been here before.
             */
            returning_visits: number;
        };
        CustomerName: {
            id: components["schemas"]["CustomerId"] | null;
            name: string;
        };
        /** @description What to change; null clears, what is left out stays. */
        CustomerPatch: {
            kind?: components["schemas"]["CustomerKind"] | null;
            name?: string | null;
            phone?: string | null;
            email?: string | null;
            language?: components["schemas"]["Language"] | null;
            tax_id?: string | null;
            /**
             * @description Where electronic documents reach them: a scheme of the code list EAS and what it is called there.
             * @example 0208:0123456749
             */
            electronic_address?: string | null;
            prefers?: components["schemas"]["WrittenBy"] | null;
            address?: string | null;
            notes?: string | null;
            external_ref?: string | null;
            /** @description They pay only what names their own order number: work of theirs begins with one. */
            po_required?: boolean | null;
            /** @description They want their orders on one invoice. */
            invoices_together?: boolean | null;
        };
        CustomerSpending: {
            currency: string;
            /**
             * Format: int64
             * @description Issued invoices.
             */
            invoices: number;
            invoiced: components["schemas"]["Amount"];
            /** @description What was paid of it. */
            paid: components["schemas"]["Amount"];
            /** @description An invoice on average, rounded down; of those that are not of comebacks. */
            average: components["schemas"]["Amount"];
        };
        /** @description A customer's figures over all sites. */
        CustomerStatistics: {
            /**
             * Format: int64
             * @description Completed work orders; those that make an earlier one good left out.
             */
            visits: number;
            /** Format: date-time */
            first_visit_at: string | null;
            /** Format: date-time */
            last_visit_at: string | null;
            /**
             * Format: int64
             * @description Appointments they did not come to.
             */
            no_shows: number;
            /** @description By currency; empty for who may read no invoices. */
            spent: components["schemas"]["CustomerSpending"][];
        };
        CustomerTag: {
            id: components["schemas"]["TagId"];
            name: string;
            colour: components["schemas"]["TagColour"];
            /** @description Stays where it is and is put on nobody any more. */
            retired: boolean;
            /** @description `update`, `retire`, `restore`, `delete` */
            actions: string[];
        };
        /** @description A tag as a request says it. */
        CustomerTagInput: {
            name: string;
            colour: components["schemas"]["TagColour"];
        };
        /** @description All tags by name; there are few. */
        CustomerTags: {
            items: components["schemas"]["CustomerTag"][];
        };
        /** @description The customers that are not archived, in figures; visits are everybody's, without those that make an earlier one good. Months are calendar months (UTC). */
        CustomersStatistics: {
            /** Format: int64 */
            total: number;
            kinds: components["schemas"]["KindCount"][];
            languages: components["schemas"]["LanguageCount"][];
            /** @description Commonest first, tags that nobody has left out. */
            tags: components["schemas"]["TagCount"][];
            /** @description How they came first, commonest first; of whom it was not asked left out. */
            lead_sources: components["schemas"]["LeadSourceCount"][];
            /** @description Who was not here for 6, 12 and 24 months. Who never was is in none. */
            lost: components["schemas"]["LostCount"][];
            /** @description Oldest first; this month is the last. */
            months: components["schemas"]["CustomerMonth"][];
            /** @description How the visits of these months came about, cancelled ones left out, commonest first. */
            visit_sources: components["schemas"]["LeadSourceCount"][];
            /** @description Who was invoiced most in `top_period`, at most 10 of a currency; empty for who may read no invoices. */
            top: components["schemas"]["TopCustomer"][];
            /** @description A year (`2026`) or a month (`2026-11`). */
            top_period: string;
        };
        DailyCount: {
            /**
             * Format: int64
             * @description Kilometres a day, from here to the next step.
             */
            from: number;
            /** Format: int64 */
            count: number;
        };
        /** @description How far the vehicle goes. */
        DailyUse: {
            /**
             * Format: int64
             * @description Thousandths a day; null for a machine whose hours are not known.
             */
            thousandths: number | null;
            basis: components["schemas"]["UsageBasis"];
            first: components["schemas"]["OdometerPoint"] | null;
            last: components["schemas"]["OdometerPoint"] | null;
            seasons: components["schemas"]["UsageSeasons"] | null;
        };
        /** @enum {string} */
        DamageKind: "scratch" | "dent" | "crack" | "rust" | "missing";
        /** @description What became of an export. */
        DataExport: {
            /** Format: uuid */
            id: string;
            /** @description Each table is in it for spreadsheets too. */
            spreadsheets: boolean;
            by_name: string;
            /** Format: date-time */
            started_at: string;
            /**
             * Format: date-time
             * @description None while it is written.
             */
            finished_at: string | null;
            /** Format: int64 */
            bytes: number | null;
            /** @description Why there is no file. */
            error: string | null;
            /**
             * Format: date-time
             * @description When the file went; it is kept for a day.
             */
            removed_at: string | null;
            /**
             * Format: int64
             * @description Rows that are written, of `total`; where another program writes it, nobody here knows.
             */
            rows: number | null;
            /** Format: int64 */
            total: number | null;
        };
        /** @description The whole data: where they are, their backups, and exports of the last days. */
        DataState: {
            database: components["schemas"]["DatabaseKind"];
            /** @description All modules' data are here; where modules run apart, each has its own. */
            is_whole: boolean;
            backups: components["schemas"]["BackupState"];
            exports: components["schemas"]["DataExport"][];
        };
        /**
         * @description A database.
         * @enum {string}
         */
        DatabaseKind: "sqlite" | "postgres";
        /** @description A close, in minor units of its currency. */
        DayClose: {
            /** Format: uuid */
            id: string;
            /**
             * Format: int64
             * @description By site, without gaps.
             */
            number: number;
            site_id: components["schemas"]["SiteId"];
            /**
             * Format: date
             * @description The day in the site's time zone.
             */
            on: string;
            /** Format: date-time */
            at: string;
            /** @description Who counted. */
            by: string;
            currency: string;
            /** @description The cash that the close before it kept. */
            begun_with: components["schemas"]["Amount"];
            tenders: components["schemas"]["DrawerTender"][];
            /** @description Of all tenders, counted less expected. */
            difference: components["schemas"]["Amount"];
            reason: string | null;
            /** @description The cash for tomorrow. */
            kept: components["schemas"]["Amount"];
            /** @description What of the counted cash left the drawer. */
            taken_out: components["schemas"]["Amount"];
        };
        /** @description A product of which a site has some, and which did not move for long. */
        DeadRow: {
            product_id: components["schemas"]["ProductId"];
            site_id: components["schemas"]["SiteId"];
            sku: string;
            name: string;
            unit: components["schemas"]["Unit"];
            on_hand: components["schemas"]["Quantity"];
            stock_cost: components["schemas"]["Amount"] | null;
            /** Format: date-time */
            last_moved_at: string | null;
        };
        /** @description Of a line, or of the part whose barcode or SKU was scanned. */
        DecideCore: {
            line_id?: components["schemas"]["LineId"] | null;
            code?: string | null;
            decision: components["schemas"]["CoreDecision"];
        };
        /** @description The customer's word, given on the page of a link. */
        DecideEstimate: {
            /**
             * Format: int64
             * @description The version that was before their eyes.
             */
            version: number;
            decisions: components["schemas"]["DecisionInput"][];
            by_name: string;
            /** @description What was drawn: a PNG in base64. */
            signature?: string | null;
        };
        DecideLeftover: {
            decision: components["schemas"]["LeftoverDecision"];
            /** @description Why; scrap needs one (`required`). */
            reason?: string | null;
        };
        /** @description It takes no choices. */
        DecideLetter: Record<string, never>;
        DecisionInput: {
            job_id: components["schemas"]["JobId"];
            decision: components["schemas"]["Verdict"];
            reason?: string | null;
        };
        /** @description A job that was offered and not done. */
        DeferredJob: {
            id: components["schemas"]["DeferredJobId"];
            site_id: components["schemas"]["SiteId"];
            vehicle_id: components["schemas"]["VehicleId"];
            customer_id: components["schemas"]["CustomerId"];
            /** @description Where it was offered last. */
            work_order_id: components["schemas"]["WorkOrderId"];
            /** @example LAC-2026-00042 */
            work_order: string;
            title: string;
            concern: string | null;
            /** @description Why the customer declined; null when nobody said, or nobody answered. */
            reason: string | null;
            /** @description At the prices of that day. */
            lines: components["schemas"]["DeferredLine"][];
            /** @description With VAT, at that day's prices. */
            gross: components["schemas"]["Amount"];
            currency: string;
            /** Format: date-time */
            deferred_at: string;
            /** Format: date */
            due_on: string | null;
            /**
             * Format: int64
             * @description Kilometres.
             */
            due_km: number | null;
            state: components["schemas"]["DeferredState"];
            /** Format: date-time */
            closed_at: string | null;
            closed_by: string | null;
            closed_note: string | null;
            offered_work_order_id: components["schemas"]["WorkOrderId"] | null;
            offered_work_order: string | null;
            offered_job_id: components["schemas"]["JobId"] | null;
            /** Format: int64 */
            version: number;
            /** @description update, offer, close, reopen */
            actions: string[];
        };
        /**
         * Format: uuid
         * @description Work that was offered and not done.
         */
        DeferredJobId: string;
        /** @description A line as it was offered. */
        DeferredLine: {
            kind: components["schemas"]["LineKind"];
            product_id: components["schemas"]["ProductId"] | null;
            code: string | null;
            description: string;
            unit: string;
            quantity: components["schemas"]["Quantity"];
            /** @description Net, of that day. */
            unit_price: components["schemas"]["Amount"];
            unit_price_with_tax: components["schemas"]["Amount"] | null;
            discount: components["schemas"]["BasisPoints"];
            vat_rate: components["schemas"]["BasisPoints"];
            units: components["schemas"]["Quantity"] | null;
        };
        /** @enum {string} */
        DeferredState: "open" | "sold" | "done_elsewhere" | "obsolete";
        DeliveredLine: {
            line_id: components["schemas"]["PurchaseLineId"];
            quantity: components["schemas"]["Quantity"];
            unit_cost: components["schemas"]["Amount"] | null;
        };
        /**
         * @description Where the refresh token goes.
         * @enum {string}
         */
        Delivery: "cookie" | "body";
        /** @description Money that was paid on a work order before there was an invoice, or that a customer paid for several invoices or on account. */
        Deposit: {
            id: components["schemas"]["DepositId"];
            /**
             * @description Of the receipt.
             * @example AC-LAC-2026-00042
             */
            number: string;
            site_id: components["schemas"]["SiteId"];
            work_order: components["schemas"]["InvoiceWorkOrder"] | null;
            customer: components["schemas"]["InvoiceCustomer"];
            tender: components["schemas"]["Tender"];
            /** @description In minor units of the currency, as all amounts here. */
            amount: components["schemas"]["Amount"];
            /** @description What no invoice and no refund used. */
            open: components["schemas"]["Amount"];
            currency: string;
            reference: string | null;
            /** Format: date-time */
            at: string;
            /** @description Who took it. */
            by: string;
            /** @description What became of it, the oldest first. */
            entries: components["schemas"]["DepositEntry"][];
            /** @description The most that the caller may hand back now. */
            refundable: components["schemas"]["Amount"];
            /** @description apply, refund */
            actions: string[];
        };
        /** @description What the customer is to pay ahead. */
        DepositAsk: {
            /** @description A part of what they approve. */
            share: components["schemas"]["BasisPoints"];
        } | {
            /** @description So much, and never more than they approve. */
            amount: components["schemas"]["Amount"];
        };
        DepositEntry: {
            /** Format: uuid */
            id: string;
            amount: components["schemas"]["Amount"];
            invoice_id: components["schemas"]["InvoiceId"] | null;
            tender: components["schemas"]["Tender"] | null;
            reason: string | null;
            reference: string | null;
            /** Format: date-time */
            at: string;
            by: string;
        };
        /**
         * Format: uuid
         * @description Money that was paid before there was an invoice.
         */
        DepositId: string;
        /** @description When a site asks for a deposit: the same is told to everybody. */
        DepositRule: {
            /** @description Minor units of the currency. */
            amount: components["schemas"]["Amount"];
            /**
             * Format: int32
             * @description For as much work, or more.
             */
            from_minutes: number | null;
            /**
             * Format: int32
             * @description Of who did not come so many times.
             */
            after_no_shows: number | null;
        };
        /**
         * @description How it was paid.
         * @enum {string}
         */
        DepositTender: "cash" | "card" | "transfer" | "cheque";
        /** @description A fact's particulars as data, so that each reader sees them in their own language. */
        Detail: {
            /** @description The job, line, technician, authorising person, concern or document. */
            text?: string;
            /** @description Thousandths. */
            quantity?: components["schemas"]["Quantity"];
            /** @description In minor units of `currency`: a line's unit price, a job's net, or what is owed. */
            amount?: components["schemas"]["Amount"];
            /** @description What the amount was before, when it was approved. */
            before?: components["schemas"]["Amount"];
            currency?: string;
            /** @description How the customer agreed. */
            method?: components["schemas"]["AuthorisationMethod"];
            /**
             * Format: int64
             * @description Of the estimate that it is about.
             */
            version?: number;
            /** @description What the work waits for. */
            hold?: components["schemas"]["HoldReason"];
            /** @description Of a discount, or what somebody bears. */
            share?: components["schemas"]["BasisPoints"];
            /** @description Who bears it. */
            cover?: components["schemas"]["CoverKind"];
            /** @description By name, when it is another customer. */
            payer?: string;
            /** @description A reason or a note in somebody's words. */
            note?: string;
            /** @description Names of the fields that changed. */
            fields?: string[];
        };
        /** @description A tablet or a computer that people share with PINs. */
        Device: {
            /** Format: uuid */
            id: string;
            site_id: components["schemas"]["SiteId"];
            name: string;
            /** @description Who enrolled it. */
            enrolled_by: string;
            /** Format: date-time */
            created_at: string;
            /**
             * Format: date-time
             * @description When somebody last came with a PIN.
             */
            last_used_at: string | null;
            /** @description `revoke`. */
            actions: string[];
        };
        /** @description One field of a record: null before when it was added, null after when it was removed. */
        Difference: {
            /** @description `name`, `address/city`, `jobs/<id>/title`. */
            field: string;
            before: unknown;
            after: unknown;
        };
        /** @description A discount that somebody asks for. */
        DiscountRequest: {
            /** Format: uuid */
            id: string;
            site_id: components["schemas"]["SiteId"];
            work_order_id: components["schemas"]["WorkOrderId"];
            work_order: string;
            customer: string;
            job_id: components["schemas"]["JobId"] | null;
            line_id: components["schemas"]["LineId"] | null;
            /** @description The job's title or the line's description. */
            title: string | null;
            share: components["schemas"]["BasisPoints"] | null;
            amount: components["schemas"]["Amount"] | null;
            currency: string;
            reason: string;
            asked_by: string;
            /** Format: date-time */
            asked_at: string | null;
            state: components["schemas"]["DiscountRequestState"];
            decided_by: string | null;
            /** Format: date-time */
            decided_at: string | null;
            word: string | null;
            /** @description What the caller may do: `grant`, `refuse`, `withdraw`. */
            actions: string[];
        };
        /** @enum {string} */
        DiscountRequestState: "open" | "granted" | "refused" | "withdrawn" | "lapsed";
        /** @description The drafts that have now what was wanted. */
        Distributed: {
            orders: components["schemas"]["PurchaseOrder"][];
            /** @description Products that no supplier sells: they are on no draft. */
            without_supplier: components["schemas"]["ProductId"][];
        };
        /** @description The end of a series: whoever notes it can prove later that nothing up to it was changed. */
        DocumentChain: {
            /** @description `F-LAC-2026` */
            series: string;
            site_id: components["schemas"]["SiteId"];
            /** @description `invoice`, `credit_note` or `deposit` */
            kind: string;
            /**
             * Format: int64
             * @description The last number.
             */
            documents: number;
            /** @description SHA-256, in hexadecimal digits. */
            hash: string;
        };
        /** @description Every series with its head. */
        DocumentChains: {
            items: components["schemas"]["DocumentChain"][];
        };
        /** @description A text in each language; empty where there is none. */
        DocumentFooters: {
            /** @default  */
            fr?: string;
            /** @default  */
            ar?: string;
            /** @default  */
            en?: string;
        };
        /** @description How a site's documents look. */
        DocumentStyle: {
            site_id: components["schemas"]["SiteId"];
            /** @description `#0f766e`; null for the usual one. */
            colour: string | null;
            /** @description A PNG or a JPEG, in base64. */
            logo: string | null;
            footers: components["schemas"]["DocumentFooters"];
            terms: components["schemas"]["DocumentTerms"];
            /** @description What receipts are printed on where nothing else is asked for. */
            receipts_on: components["schemas"]["PaperSize"];
            /**
             * Format: int64
             * @description 0 while the site chose nothing.
             */
            version: number;
            /** @description update */
            actions: string[];
        };
        /** @description Conditions in each language; empty where there are none. */
        DocumentTerms: {
            /** @default  */
            fr?: string;
            /** @default  */
            ar?: string;
            /** @default  */
            en?: string;
        };
        /** @description Drafts of one customer in one currency. */
        DraftsOf: {
            customer: components["schemas"]["InvoiceCustomer"];
            /** @description They asked for one invoice. */
            wanted: boolean;
            /** Format: int64 */
            drafts: number;
            /** @description Before taxes. */
            net: components["schemas"]["Amount"];
            currency: string;
            /** Format: date-time */
            oldest: string;
        };
        /** @description What moved at a site since its last close, in minor units of the currency. */
        Drawer: {
            site_id: components["schemas"]["SiteId"];
            currency: string;
            /**
             * Format: date-time
             * @description When it was last closed; null before the first time.
             */
            closed_at: string | null;
            /** @description The cash that it began with. */
            begun_with: components["schemas"]["Amount"];
            tenders: components["schemas"]["DrawerTender"][];
            /** @description The oldest first. */
            movements: components["schemas"]["DrawerMovement"][];
            /** @description close */
            actions: string[];
        };
        /** @description Money that came in or went out. */
        DrawerMovement: {
            /** Format: uuid */
            id: string;
            /** @description `payment`, `refund`, `deposit` or `deposit_refund` */
            kind: string;
            tender: components["schemas"]["Tender"];
            /** @description In minor units; below zero for what went out. */
            amount: components["schemas"]["Amount"];
            /** @description Of the invoice, the deposit or the receipt. */
            number: string;
            customer_name: string;
            by_name: string;
            /** Format: date-time */
            at: string;
        };
        /** @description One tender of a drawer, in minor units. */
        DrawerTender: {
            tender: components["schemas"]["Tender"];
            came_in: components["schemas"]["Amount"];
            went_out: components["schemas"]["Amount"];
            /** @description What should be there: of cash with what the drawer began with. */
            expected: components["schemas"]["Amount"];
            counted: components["schemas"]["Amount"] | null;
            /** @description Counted less expected. */
            difference: components["schemas"]["Amount"];
        };
        /**
         * Format: binary
         * @description The bytes of a drawing.
         */
        DrawingBytes: string;
        /**
         * @description What comes first.
         * @enum {string}
         */
        DueBy: "distance" | "time";
        /**
         * @description What may be due for a vehicle.
         * @enum {string}
         */
        DueKind: "service" | "inspection" | "insurance" | "road_tax";
        /** @enum {string} */
        DueState: "overdue" | "soon" | "later";
        /** @description What is due in a week, whoever is reminded of it. */
        DueWeek: {
            /**
             * Format: date
             * @description Its first day; the first week begins today.
             */
            from: string;
            /** Format: int64 */
            service: number;
            /** Format: int64 */
            inspection: number;
            /** Format: int64 */
            insurance: number;
            /** Format: int64 */
            road_tax: number;
        };
        /** @description What a step's letters asked for, and what came in for it within 14 days after each. */
        DunningAnswered: {
            /** Format: int32 */
            step: number;
            currency: string;
            /** Format: int64 */
            letters: number;
            /** @description Minor units. */
            asked: components["schemas"]["Amount"];
            /** @description Minor units; what two letters asked for within 14 days counts for both. */
            received: components["schemas"]["Amount"];
        };
        /** @description How far customers were reminded of what is past due, and what it brought. */
        DunningFigures: {
            /** Format: date */
            on: string;
            /** @description Past due today, by the last step that was taken. */
            reached: components["schemas"]["DunningReached"][];
            /** @description Letters of the last half year, by step. */
            answered: components["schemas"]["DunningAnswered"][];
        };
        /** @description A letter to a customer who is late. */
        DunningLetter: {
            id: components["schemas"]["LetterId"];
            site_id: components["schemas"]["SiteId"];
            customer: components["schemas"]["InvoiceCustomer"];
            state: components["schemas"]["DunningState"];
            /**
             * Format: int32
             * @description The furthest of its invoices', counted from 1.
             */
            step: number;
            tone: components["schemas"]["DunningTone"];
            /** @description The customer is put on credit hold once it is sent. */
            hold: boolean;
            /** @description What it asks for, in minor units, without the fee: while it is proposed as it stands now. */
            due: components["schemas"]["Amount"];
            /** @description What it asks for being late, in all so far. It is not owed by being named. */
            fee: components["schemas"]["Amount"];
            currency: string;
            /** @description The one that fell due first first. */
            invoices: components["schemas"]["DunningLine"][];
            /** Format: date */
            proposed_on: string;
            /** Format: date-time */
            sent_at: string | null;
            /** @description Who sent or skipped it. */
            by: string | null;
            /** @description send, skip, restore, pause, print */
            actions: string[];
        };
        /** @description An invoice that a letter reminds of. */
        DunningLine: {
            invoice_id: components["schemas"]["InvoiceId"];
            number: string;
            /** Format: date */
            due_on: string;
            /** Format: int32 */
            step: number;
            /** @description Minor units. */
            due: components["schemas"]["Amount"];
            fee: components["schemas"]["Amount"];
        };
        /**
         * @description Who sends the letters.
         * @enum {string}
         */
        DunningMode: "off" | "propose" | "send";
        /** @description A customer who is not written to at a site, or an invoice that is disputed. */
        DunningPause: {
            /** Format: uuid */
            id: string;
            site_id: components["schemas"]["SiteId"];
            customer_id: components["schemas"]["CustomerId"] | null;
            invoice_id: components["schemas"]["InvoiceId"] | null;
            /** @description The customer's name, or the invoice's number. */
            label: string;
            /**
             * Format: date
             * @description The last day; null until somebody ends it.
             */
            until: string | null;
            reason: string;
            by: string;
            /** Format: date-time */
            at: string;
            /** @description end */
            actions: string[];
        };
        /** @description Invoices that are past due. */
        DunningReached: {
            /**
             * Format: int32
             * @description 0 before the first.
             */
            step: number;
            currency: string;
            /** Format: int64 */
            invoices: number;
            /** Format: int64 */
            customers: number;
            /** @description Minor units. */
            due: components["schemas"]["Amount"];
        };
        /** @description How a site reminds of what is unpaid. */
        DunningSettings: {
            mode: components["schemas"]["DunningMode"];
            /**
             * Format: int32
             * @description Of the site's day.
             */
            hour: number;
            /** @description Minor units of the site's currency. */
            least: components["schemas"]["Amount"];
            currency: string;
            steps: components["schemas"]["DunningStep"][];
            /** @description What each tone says where a step has no words of its own. */
            usual: components["schemas"]["UsualWords"][];
            /**
             * Format: int64
             * @description For `If-Match`; 0 while nothing was chosen.
             */
            version: number;
            /** @description update */
            actions: string[];
        };
        /**
         * @description What became of a letter.
         * @enum {string}
         */
        DunningState: "proposed" | "sent" | "skipped";
        /** @description A step of reminding. */
        DunningStep: {
            /**
             * Format: int32
             * @description Days past due.
             */
            days: number;
            tone: components["schemas"]["DunningTone"];
            /** @description The garage's own words in place of the tone's, by language; the tone's where it wrote none. */
            words?: components["schemas"]["DunningWords"];
            fee?: components["schemas"]["LateFee"];
            /** @description The customer is put on credit hold once the letter is sent. */
            hold?: boolean;
        };
        /**
         * @description How a letter speaks. It brings its own words.
         * @enum {string}
         */
        DunningTone: "friendly" | "firm" | "formal";
        DunningWords: {
            fr: string | null;
            ar: string | null;
            en: string | null;
        };
        Duplicate: {
            customer: components["schemas"]["Customer"];
            reasons: components["schemas"]["DuplicateReason"][];
        };
        /**
         * @description In what somebody is alike.
         * @enum {string}
         */
        DuplicateReason: "phone" | "email" | "tax_id" | "name";
        Duplicates: {
            /** @description The likeliest first, five at most. */
            items: components["schemas"]["Duplicate"][];
        };
        /** @description An electronic document and how far it came. */
        EInvoice: {
            /** Format: uuid */
            id: string;
            site_id: components["schemas"]["SiteId"];
            kind: components["schemas"]["EInvoiceDocumentKind"];
            /**
             * Format: uuid
             * @description The invoice or the credit note.
             */
            document_id: string;
            /** @description The invoice itself, or the one that is credited. */
            invoice_id: components["schemas"]["InvoiceId"];
            /** @example F-LAC-2026-00042 */
            number: string;
            customer: components["schemas"]["InvoiceCustomer"];
            format: components["schemas"]["EInvoiceKind"];
            platform: components["schemas"]["EInvoicePlatform"];
            state: components["schemas"]["EInvoiceState"];
            /** @description It is not accepted, and the site's hours are over. */
            overdue: boolean;
            /** @description What the platform registered it under. */
            reference: string | null;
            /** @description Why it was rejected. */
            why: string | null;
            /** Format: date-time */
            issued_at: string;
            /**
             * Format: date-time
             * @description Since when it is in its state.
             */
            changed_at: string;
            /**
             * Format: date-time
             * @description When it is tried again; null where it waits for a person.
             */
            next_at: string | null;
            /**
             * Format: int32
             * @description Fruitless tries in a row.
             */
            failures: number;
            /** Format: int64 */
            version: number;
            /** @description Of `resend`, `record`, `download`: what the caller may do now. */
            actions: string[];
        };
        /** @description A try, and what came of it. */
        EInvoiceAttempt: {
            /** Format: date-time */
            at: string;
            step: components["schemas"]["EInvoiceStep"];
            outcome: components["schemas"]["EInvoiceOutcome"];
            /** @description What the platform, or what signs, said; what was mended. */
            told: string | null;
            /** @description Null for the program. */
            by: string | null;
        };
        /** @description How many documents stand where. Those that are accepted are not counted: they are all the others. */
        EInvoiceCounts: {
            /** Format: int64 */
            pending: number;
            /** Format: int64 */
            signed: number;
            /** Format: int64 */
            sent: number;
            /** Format: int64 */
            rejected: number;
            /**
             * Format: int64
             * @description Of all these.
             */
            overdue: number;
        };
        /** @enum {string} */
        EInvoiceDocumentKind: "invoice" | "credit_note";
        /**
         * @description What a site's documents leave as.
         * @enum {string}
         */
        EInvoiceKind: "teif" | "factur_x" | "ubl";
        /**
         * @description What came of it.
         * @enum {string}
         */
        EInvoiceOutcome: "done" | "accepted" | "rejected" | "failed";
        /**
         * @description Through whom they leave.
         * @enum {string}
         */
        EInvoicePlatform: "hand" | "ttn" | "peppyrus";
        /** @description The same with every try. */
        EInvoiceRecord: components["schemas"]["EInvoice"] & {
            /** @description The buyer's number with the tax office, where it was mended after the document was issued. */
            tax_id?: string | null;
            /** @description Where the buyer is found on the network, as the document leaves. */
            electronic_address?: string | null;
            /** @description What the QR code of an accepted document says. */
            code?: string | null;
            /** @description The oldest first. */
            attempts: components["schemas"]["EInvoiceAttempt"][];
        };
        /** @enum {string} */
        EInvoiceState: "pending" | "signed" | "sent" | "accepted" | "rejected";
        /**
         * @description What was tried.
         * @enum {string}
         */
        EInvoiceStep: "sign" | "send" | "ask" | "resend" | "hand";
        /** @description How a site's documents leave electronically. Its password is never shown. */
        EInvoicing: {
            format: components["schemas"]["EInvoiceKind"] | null;
            /** Format: date */
            since: string | null;
            platform: components["schemas"]["EInvoicePlatform"];
            login: string | null;
            has_password: boolean;
            test_mode: boolean;
            /**
             * Format: int32
             * @description A document that is not accepted after so many hours is overdue.
             */
            overdue_hours: number;
            /**
             * @description Where the Peppol network knows the garage; else it is what its VAT number gives.
             * @example 0208:0123456749
             */
            participant: string | null;
            has_api_key: boolean;
            /** @description The program has a certificate to sign with. */
            has_signer: boolean;
            /**
             * Format: int64
             * @description For `If-Match`; 0 while nothing was chosen.
             */
            version: number;
        };
        EarlierFinding: {
            inspection_id: components["schemas"]["InspectionId"];
            /** Format: date-time */
            at: string;
            verdict: components["schemas"]["InspectionVerdict"];
            /**
             * Format: int64
             * @description Tenths of the unit.
             */
            measure: number | null;
            note: string | null;
        };
        EmailConfirmation: {
            /** @description From the link. */
            token: string;
        };
        /** @description Ending takes no choices. */
        EndPause: Record<string, never>;
        EndSessions: {
            /** @description Ends the session that asks, too. */
            this_one_too?: boolean;
        };
        EndedSessions: {
            /**
             * Format: int64
             * @description How many sessions were ended.
             */
            ended: number;
        };
        /** @description An entry of the audit trail. */
        Entry: {
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            at: string;
            /** Format: uuid */
            actor_id: string;
            /** @description What the actor was called then. */
            actor_name: string;
            /** @description The network address the request came from; none for what ECAR did itself. */
            address: string | null;
            /** @description `customer.update` */
            action: string;
            /** @description `customer` */
            entity: string;
            /** Format: uuid */
            entity_id: string;
            label: string;
            site_id: components["schemas"]["SiteId"] | null;
            /** @description None when they were erased on a person's demand. */
            changes: components["schemas"]["Difference"][] | null;
        };
        /** @description A customer who was forgotten; nothing of it is the person's. */
        Erasure: {
            /** Format: uuid */
            id: string;
            customer_id: components["schemas"]["CustomerId"];
            state: components["schemas"]["ErasureState"];
            /** Format: date-time */
            asked_at: string;
            /** @description Who of the garage asked; null when the customer did. */
            asked_by: string | null;
            /**
             * Format: date
             * @description The first day on which the documents may go; null where none are kept.
             */
            due_on: string | null;
            /**
             * @description Whose law keeps them, ISO 3166 alpha-2, and for how many years.
             * @example TN
             */
            country: string | null;
            /** Format: int32 */
            years: number | null;
            /**
             * Format: int64
             * @description How many are kept.
             */
            documents: number;
            /** Format: date-time */
            done_at: string | null;
        };
        /** @description What an erasure would do, or did. */
        ErasureOutlook: {
            /** @description What must be settled first. */
            open: components["schemas"]["Unsettled"][];
            hold: components["schemas"]["LegalHold"] | null;
            erasure: components["schemas"]["Erasure"] | null;
        };
        /**
         * @description How far an erasure is.
         * @enum {string}
         */
        ErasureState: "kept" | "done";
        /** @description A version with what it says. */
        Estimate: components["schemas"]["EstimateVersion"] & {
            work_order_id: components["schemas"]["WorkOrderId"];
            document: components["schemas"]["EstimateDocument"];
        };
        /** @description An estimate as it was sent: never written again. */
        EstimateDocument: {
            /** Format: int64 */
            version: number;
            /** @example LAC-2026-00042 */
            number: string;
            customer: string;
            plate: string;
            vehicle: string;
            /** Format: date-time */
            sent_at: string;
            sent_by: string;
            /**
             * Format: date-time
             * @description The customer may decide until then.
             */
            expires_at: string;
            /** @description All of the order that were not declined. */
            jobs: components["schemas"]["EstimateDocumentJob"][];
            totals: components["schemas"]["Totals"];
            /** @description Notes for the customer when it was sent. */
            notes?: string[];
            /** @description What is asked ahead of what is approved. */
            deposit?: components["schemas"]["DepositAsk"];
            /** @description By which it is offered without VAT. */
            exemption?: components["schemas"]["Exemption"];
        };
        EstimateDocumentJob: {
            id: components["schemas"]["JobId"];
            title: string;
            concern: string | null;
            /** @description Approved before this version was sent. */
            approved: boolean;
            /** @description Jobs that share this name are options of which one can be approved. */
            option_group: string | null;
            lines: components["schemas"]["EstimateDocumentLine"][];
            /** @description Without stamp duty. */
            totals: components["schemas"]["Totals"];
        };
        EstimateDocumentLine: {
            id: components["schemas"]["LineId"];
            kind: components["schemas"]["LineKind"];
            code: string | null;
            description: string;
            unit: string;
            quantity: components["schemas"]["Quantity"];
            unit_price: components["schemas"]["Amount"];
            discount: components["schemas"]["BasisPoints"];
            /** @description What a unit was told to cost with tax, where that is asked for. */
            unit_price_with_tax?: components["schemas"]["Amount"];
            /** @description What is charged. */
            vat_rate: components["schemas"]["BasisPoints"];
            /** @description What is taken off beside the discount: by the job's and the order's, or because somebody else bears it. */
            off?: components["schemas"]["Amount"];
            net: components["schemas"]["Amount"];
        };
        /**
         * Format: uuid
         * @description A version of a work order's estimate, as it was sent.
         */
        EstimateId: string;
        /** @description An estimate as the customer reads it. */
        EstimatePage: {
            site: components["schemas"]["ReportSite"];
            /** @example LAC-2026-00042 */
            number: string;
            plate: string;
            vehicle: string;
            customer: string;
            /**
             * Format: int64
             * @description The newest; an older one is not shown any more.
             */
            version: number;
            /** @description SHA-256 of the document. */
            hash: string;
            state: components["schemas"]["EstimateState"];
            /** Format: date-time */
            sent_at: string;
            /** Format: date-time */
            expires_at: string;
            /** @description Who approves signs. */
            signature_required: boolean;
            /** @description What the garage wrote for the customer. */
            notes: string[];
            totals: components["schemas"]["Totals"];
            jobs: components["schemas"]["EstimatePageJob"][];
            deposit: components["schemas"]["EstimatePageDeposit"] | null;
            exemption: components["schemas"]["Exemption"] | null;
            limit: components["schemas"]["Amount"] | null;
            /** @description Who else is asked, because it goes beyond what who has this link may approve; null where they may. */
            asked: string | null;
        };
        EstimatePageDeposit: {
            share: components["schemas"]["BasisPoints"] | null;
            amount: components["schemas"]["Amount"] | null;
            /** @description Of what is approved by now, with its taxes. */
            asked: components["schemas"]["Amount"];
            /** @description What the garage has of it. */
            held: components["schemas"]["Amount"];
            /** @description How it is paid, in the garage's words. */
            words: string | null;
        };
        EstimatePageJob: {
            id: components["schemas"]["JobId"];
            title: string;
            concern: string | null;
            /** @description Jobs that share this name are options of which one can be approved. */
            option_group: string | null;
            lines: components["schemas"]["EstimateDocumentLine"][];
            /** @description Without stamp duty. */
            totals: components["schemas"]["Totals"];
            state: components["schemas"]["AuthorisationState"] | null;
            /** Format: date-time */
            decided_at: string | null;
            decided_by: string | null;
            reason: string | null;
            /** @description The customer may decide on it here. */
            can_decide: boolean;
            /** @description Of what was found. */
            photos: components["schemas"]["ReportPhoto"][];
            /** @description Questions and answers, as they were said. */
            words: components["schemas"]["EstimatePageWord"][];
        };
        EstimatePageWord: {
            /** @description Otherwise the garage's. */
            by_customer: boolean;
            text: string;
            /** Format: date-time */
            at: string;
        };
        EstimateSettings: {
            /**
             * Format: int64
             * @description For how many days the customer may decide, where nothing else is chosen when sending.
             */
            valid_days: number;
            /** @description Who approves by a link signs. */
            signature_required: boolean;
            /** @description An intake sheet is signed on the screen, and not on paper alone. */
            intake_signature_required?: boolean;
            /** @description How a deposit is paid, in the site's words, for who approved an estimate that asks for one. */
            deposit_words: string | null;
            /** @description What the first estimate of an order asks ahead, where nothing else is chosen when sending; left out, none does. */
            deposit?: components["schemas"]["UsualDeposit"];
        };
        /**
         * @description Where a version stands.
         * @enum {string}
         */
        EstimateState: "open" | "decided" | "expired" | "superseded";
        /** @description A version of an order's estimate. */
        EstimateVersion: {
            id: components["schemas"]["EstimateId"];
            /**
             * Format: int64
             * @description 1 is the order's first.
             */
            version: number;
            state: components["schemas"]["EstimateState"];
            /** @description Sent with a message; otherwise a link was handed over. */
            by_message: boolean;
            /** Format: date-time */
            sent_at: string;
            sent_by: string;
            /** Format: date-time */
            expires_at: string;
            /** Format: date-time */
            first_opened_at: string | null;
            /** Format: date-time */
            decided_at: string | null;
            currency: string;
            total: components["schemas"]["Amount"];
            /** @description SHA-256 of the document. */
            hash: string;
            /** @description Whom of the customer is asked; null where nobody in particular is. */
            asked: string | null;
        };
        /** @description A question on a job, or its answer. */
        EstimateWord: {
            /** Format: uuid */
            id: string;
            job_id: components["schemas"]["JobId"];
            job_title: string;
            by_customer: boolean;
            by_name: string;
            text: string;
            /** Format: date-time */
            at: string;
        };
        /** @description What is told of it: who may read the record finds the rest there. What does not apply is left out. */
        EventData: {
            /**
             * Format: uuid
             * @description Of the record that it happened to.
             */
            id: string;
            number?: string;
            /** @description As it was afterwards. */
            state?: string;
            /** @description What happened, of changes without a name of their own. */
            change?: string;
            /**
             * Format: uuid
             * @description Of a merge: the customer that is part of the other.
             */
            from_id?: string;
            /** Format: uuid */
            customer_id?: string;
            /** Format: uuid */
            vehicle_id?: string;
            /** Format: uuid */
            appointment_id?: string;
            /** Format: uuid */
            work_order_id?: string;
            /** Format: uuid */
            invoice_id?: string;
            /** Format: date-time */
            start?: string;
            /** Format: date-time */
            end?: string;
            /** Format: date-time */
            promised_at?: string;
            /** @description Of a document, in minor units; of a credit note below zero. */
            total?: components["schemas"]["Amount"];
            /** @description What is open of it. */
            due?: components["schemas"]["Amount"];
            /** @description ISO 4217. */
            currency?: string;
            /**
             * Format: int64
             * @description How many jobs the customer approved, and how many they declined.
             */
            approved?: number;
            /** Format: int64 */
            declined?: number;
            /** @description What moved, in thousandths: below zero when it left. And what is there now. */
            quantity?: components["schemas"]["Quantity"];
            on_hand?: components["schemas"]["Quantity"];
        };
        /** @description A part of the feed, the oldest first. */
        EventFeed: {
            items: components["schemas"]["FeedEvent"][];
            /** @description Pass it as `after` to read on, now or whenever there may be more: it is never null and never grows old. */
            next: string;
            /** @description There is more already. */
            has_more: boolean;
        };
        /**
         * @description What happened.
         * @enum {string}
         */
        EventType: "customer.saved" | "customer.merged" | "customer.unmerged" | "vehicle.saved" | "appointment.requested" | "appointment.confirmed" | "appointment.rescheduled" | "appointment.cancelled" | "appointment.no_show" | "appointment.arrived" | "appointment.changed" | "work_order.opened" | "work_order.changed" | "work_order.completed" | "work_order.reopened" | "work_order.cancelled" | "work_order.handed_over" | "estimate.sent" | "estimate.decided" | "invoice.issued" | "credit_note.issued" | "payment.recorded" | "payment.refunded" | "deposit.changed" | "product.saved" | "stock.moved" | "purchase_order.changed" | "message.sent" | "message.failed" | "webhook.test";
        ExemptWorkOrder: {
            exemption_id?: components["schemas"]["ExemptionId"] | null;
        };
        /** @description A certificate by which a customer buys without VAT, as documents keep it. */
        Exemption: {
            id: components["schemas"]["ExemptionId"];
            /** @description As the tax office wrote it. */
            number: string;
            /**
             * @description What it rests on, as documents print it.
             * @example Suspension de TVA, art. 11 du code de la TVA
             */
            reason: string;
            /** Format: date */
            valid_from: string;
            /**
             * Format: date
             * @description The last day.
             */
            valid_until: string;
        };
        /**
         * Format: uuid
         * @description A certificate by which a customer buys without VAT.
         */
        ExemptionId: string;
        /** @description A certificate as a request says it. */
        ExemptionInput: {
            /** @description As the tax office wrote it. */
            number: string;
            /**
             * @description What it rests on: documents print it.
             * @example Suspension de TVA, art. 11 du code de la TVA
             */
            reason: string;
            /** Format: date */
            valid_from: string;
            /**
             * Format: date
             * @description The last day.
             */
            valid_until: string;
        };
        /**
         * @description How a certificate stands today.
         * @enum {string}
         */
        ExemptionState: "upcoming" | "valid" | "expiring" | "expired";
        /** @description Why it is none. */
        ExplainLeak: {
            reason: string;
        };
        ExplainTransfer: {
            line_id: components["schemas"]["TransferLineId"];
            /** Format: int64 */
            quantity: number;
            outcome: components["schemas"]["TransferOutcome"];
            reason: string;
        };
        /** @enum {string} */
        ExportFormat: "csv" | "xlsx";
        /** @description Up to which day. */
        ExportJournal: {
            site_id: components["schemas"]["SiteId"];
            /**
             * Format: date
             * @description The last day, which must have ended at the site. It and all before it are locked.
             */
            until: string;
            /**
             * Format: date
             * @description Of the first export alone: what was before this day is in other books. All there is when left out.
             */
            from?: string | null;
        };
        /** @description What jobs ask for beside their labour and parts. */
        Fee: {
            id: components["schemas"]["FeeId"];
            site_id: components["schemas"]["SiteId"];
            name: string;
            of_labour: components["schemas"]["BasisPoints"];
            of_parts: components["schemas"]["BasisPoints"];
            /** @description Net, once on an order. */
            fixed: components["schemas"]["Amount"];
            /** @description Net, for each tyre that is fitted. */
            per_tyre: components["schemas"]["Amount"];
            most: components["schemas"]["Amount"] | null;
            vat_rate: components["schemas"]["BasisPoints"] | null;
            archived: boolean;
            /** Format: int64 */
            version: number;
            /** @description update */
            actions: string[];
        };
        /**
         * Format: uuid
         * @description What jobs ask for beside their labour and parts.
         */
        FeeId: string;
        /** @description A fee whole: shares of a job's labour and parts, so much for each tyre, and what an order pays once. */
        FeeInput: {
            /** @description As it stands on the line. */
            name: string;
            of_labour: components["schemas"]["BasisPoints"];
            of_parts: components["schemas"]["BasisPoints"];
            /**
             * Format: int64
             * @description Net.
             */
            fixed: number;
            /**
             * Format: int64
             * @description Net, for each tyre that is fitted: what getting rid of the old one costs.
             */
            per_tyre?: number;
            /**
             * Format: int64
             * @description Net, on an order; without an end when left out.
             */
            most?: number | null;
            vat_rate?: components["schemas"]["BasisPoints"] | null;
            /** @description Out of use: no job asks for it any more. */
            archived?: boolean;
        };
        /** @description A fee that a job is not asked for, since its line was taken off. */
        FeeTakenOff: {
            name: string;
            /** @description The line that was taken off: restoring it asks for the fee again. */
            line_id: components["schemas"]["LineId"];
            /** @description How many tyres the job has since then at least, in thousandths. */
            tyres: components["schemas"]["Quantity"];
        };
        /** @description Something that happened, as the feed gives it and as webhooks are told. */
        FeedEvent: {
            /**
             * Format: uuid
             * @description The same however often it is told.
             */
            id: string;
            type: components["schemas"]["EventType"];
            /**
             * Format: int32
             * @description Of the shape of `data`. Fields may be added to a version; nothing is taken away.
             */
            version: number;
            /**
             * Format: date-time
             * @description When it happened.
             */
            timestamp: string;
            site_id: components["schemas"]["SiteId"] | null;
            data: components["schemas"]["EventData"];
            /**
             * @description Where the record is read as it is now.
             * @example /api/v1/work-orders/0199
             */
            link: string;
        };
        /** @description What a customer said of a visit. */
        Feedback: {
            /** Format: uuid */
            id: string;
            site_id: components["schemas"]["SiteId"];
            work_order_id: components["schemas"]["WorkOrderId"];
            /** @description Of the order. */
            number: string;
            customer_id: components["schemas"]["CustomerId"];
            customer: string;
            plate: string;
            vehicle: string;
            state: components["schemas"]["FeedbackState"];
            /**
             * Format: int32
             * @description 1 to 5.
             */
            score: number | null;
            words: string;
            /** Format: date-time */
            answered_at: string | null;
            /** Format: date-time */
            handled_at: string | null;
            handled_by: string | null;
            /** @description What was done about it. */
            note: string | null;
            /** @description `handle`. */
            actions: string[];
        };
        /** @description What was said in a month. */
        FeedbackMonth: {
            /** @description `2026-11` */
            month: string;
            /** Format: int64 */
            answers: number;
            /**
             * Format: int64
             * @description Hundredths of a star.
             */
            average: number;
        };
        FeedbackMonths: {
            /** @description Of the last twelve those in which somebody answered, the oldest first. */
            items: components["schemas"]["FeedbackMonth"][];
        };
        /** @description What a customer is asked of a visit. */
        FeedbackPage: {
            site: components["schemas"]["FeedbackSite"];
            plate: string;
            vehicle: string;
            /**
             * Format: int32
             * @description 1 to 5; null before it was answered.
             */
            score: number | null;
            words: string;
            /** @description It can be answered, or changed. */
            may_answer: boolean;
            /** @description They are content. */
            is_good: boolean;
            /** @description Where a review may be written: of who is content, where the garage named one. */
            review_url: string | null;
        };
        /** @description Whether and when a site asks for feedback. */
        FeedbackSettings: {
            site_id: components["schemas"]["SiteId"];
            enabled: boolean;
            /**
             * Format: int32
             * @description After the keys went back.
             */
            after_hours: number;
            /**
             * Format: int32
             * @description Nobody is asked twice within so many days.
             */
            every_days: number;
            /**
             * Format: int32
             * @description This and less is a task for the desk.
             */
            low_score: number;
            /** @description Where who is content may write a review. */
            review_url: string | null;
            /** @description `set`. */
            actions: string[];
            /**
             * Format: int64
             * @description For `If-Match`; 0 while nothing was chosen.
             */
            version: number;
        };
        /** @description The garage, as its customer sees it. */
        FeedbackSite: {
            code: string;
            name: string;
            address: string;
            /** @description E.164. */
            phone: string;
            /** @description IANA name. */
            time_zone: string;
            languages: components["schemas"]["Language"][];
            default_language: components["schemas"]["Language"];
        };
        /**
         * @description Where feedback stands.
         * @enum {string}
         */
        FeedbackState: "asked" | "good" | "open" | "handled";
        /** @description A site's fees. */
        Fees: {
            /** @description In the order in which they stand on a job; 20 at most. */
            items: components["schemas"]["Fee"][];
        };
        /** @description A field that a column can be mapped to. */
        Field: {
            name: string;
            required: boolean;
        };
        /** @description One field of the body and what is wrong with it. */
        FieldError: {
            /** @description JSON pointer (RFC 6901): `/jobs/0/lines/1/quantity`. */
            pointer: string;
            code: string;
            detail: string;
            /** @description What `detail` says as data, so that a screen can say it in the reader's language; the code tells which there are. */
            values?: {
                [key: string]: unknown;
            };
        };
        /**
         * @description `overdue` is of those that are issued or paid in part, and counted there alone.
         * @enum {string}
         */
        FiguredState: "issued" | "part_paid" | "paid" | "overdue";
        FiguresCustomer: {
            customer: components["schemas"]["InvoiceCustomer"];
            /** Format: int64 */
            invoices: number;
            net: components["schemas"]["Amount"];
        };
        FiguresGiven: {
            cover: components["schemas"]["CoverKind"];
            /** Format: int64 */
            invoices: number;
            /** @description At the prices that it would have had. */
            amount: components["schemas"]["Amount"];
        };
        FiguresMonth: {
            /** @description `2026-11` */
            month: string;
            /** Format: int64 */
            invoices: number;
            net: components["schemas"]["Amount"];
            credited: components["schemas"]["Amount"];
        };
        /** @description Invoices by how they stand today. */
        FiguresState: {
            state: components["schemas"]["FiguredState"];
            /** Format: int64 */
            invoices: number;
            /** @description With VAT and stamp duty. */
            total: components["schemas"]["Amount"];
            due: components["schemas"]["Amount"];
        };
        /**
         * Format: binary
         * @description The bytes of a file.
         */
        FileBytes: string;
        /** @description The form of an upload. */
        FileForm: {
            /**
             * Format: binary
             * @description A JPEG, PNG or WebP picture, or a PDF, of at most 10 MiB.
             */
            file: string;
        };
        /** @enum {string} */
        FileMedia: "image/jpeg" | "image/png" | "image/webp" | "application/pdf";
        Finding: {
            inspection_id: components["schemas"]["InspectionId"];
            item_id: components["schemas"]["ItemId"];
            names: components["schemas"]["TranslatedName"];
            verdict: components["schemas"]["InspectionVerdict"] | null;
            unit: components["schemas"]["InspectionUnit"] | null;
            /**
             * Format: int64
             * @description Tenths of the unit.
             */
            measure: number | null;
            note: string | null;
            job_id: components["schemas"]["JobId"] | null;
            /** @description Files of the inspection. */
            photos: string[];
        };
        FitNumbers: {
            line_id: components["schemas"]["LineId"];
            numbers: components["schemas"]["NumberInput"][];
        };
        FittedCorrection: {
            line_id: components["schemas"]["LineId"];
            number: string;
        };
        /** @description A line of a work order that took what has numbers. */
        FittedLine: {
            line_id: components["schemas"]["LineId"];
            work_order_id: components["schemas"]["WorkOrderId"];
            product_id: components["schemas"]["ProductId"];
            sku: string;
            name: string;
            unit: components["schemas"]["Unit"];
            numbering: components["schemas"]["Numbering"];
            /** @description What it took of the shelf. */
            quantity: components["schemas"]["Quantity"];
            /** @description Of it, what is known by its number. */
            numbered: components["schemas"]["Quantity"];
            numbers: components["schemas"]["FittedNumber"][];
        };
        /** @description The lines of an order that took what has numbers. */
        FittedLines: {
            lines: components["schemas"]["FittedLine"][];
        };
        FittedNumber: {
            number: string;
            quantity: components["schemas"]["Quantity"];
            /** Format: date-time */
            since: string;
            /** @description Who wrote it down. */
            by: string;
        };
        /** @description Where it went. */
        FittedOn: {
            work_order_id: components["schemas"]["WorkOrderId"];
            work_order: string;
            /**
             * Format: date-time
             * @description When the work was completed; null while it goes on.
             */
            completed_at: string | null;
            /**
             * Format: int64
             * @description Kilometres, as they were read last on this visit.
             */
            odometer: number | null;
            vehicle_id: components["schemas"]["VehicleId"] | null;
            vehicle_plate: string;
            vehicle_label: string;
            customer: components["schemas"]["PartOwner"] | null;
        };
        /** @description A vehicle in the workshop, or about to be. */
        FleetOrder: {
            id: components["schemas"]["WorkOrderId"];
            /** @example LAC-2026-00042 */
            number: string;
            site_id: components["schemas"]["SiteId"];
            customer_id: components["schemas"]["CustomerId"];
            vehicle_id: components["schemas"]["VehicleId"];
            plate: string;
            vehicle: string;
            /** @example in_progress */
            state: string;
            title: string;
            /** Format: date-time */
            promised_at: string | null;
            /**
             * Format: int32
             * @description Jobs that wait for the customer's word.
             */
            jobs_waiting: number;
            /** @description Gross, in minor units of the currency. */
            total: components["schemas"]["Amount"];
            currency: string;
        };
        /** @description A vehicle as who watches over a fleet sees it. */
        FleetUnit: {
            id: components["schemas"]["VehicleId"];
            owner_id: components["schemas"]["CustomerId"];
            /** @example 215 TU 4821 */
            plate: string;
            /** @description The fleet's own number of it. */
            unit_number: string | null;
            /** @example Peugeot 208 2019 */
            label: string;
            /** Format: int64 */
            odometer_km: number | null;
            /** @description What the instrument shows: `km`, `mi` or `h`. */
            odometer_unit: string;
            /**
             * Format: date
             * @description When the next service is due by what was driven, and which.
             */
            service_on: string | null;
            service: components["schemas"]["TranslatedName"] | null;
            /**
             * Format: date
             * @description The technical inspection is good until then; likewise the insurance.
             */
            inspection_on: string | null;
            /** Format: date */
            insurance_on: string | null;
        };
        /** @description A plate that the vehicle had before. */
        FormerPlate: {
            plate: components["schemas"]["Plate"];
            /** Format: date-time */
            since: string | null;
            /** Format: date-time */
            until: string;
        };
        /** @description The plates that a vehicle had before. */
        FormerPlates: {
            /** @description The last one first. */
            items: components["schemas"]["FormerPlate"][];
        };
        /** @description Starts that fit, in order. */
        FreeSlots: {
            /**
             * Format: int32
             * @description Of work.
             */
            minutes: number;
            /** @description The site said when it is open; without, nothing fits. */
            has_hours: boolean;
            slots: components["schemas"]["Slot"][];
        };
        /** @enum {string} */
        Fuel: "petrol" | "diesel" | "lpg" | "hybrid" | "electric" | "other";
        FuelCount: {
            fuel: components["schemas"]["Fuel"];
            /** Format: int64 */
            count: number;
        };
        Gate: {
            /** @description Nothing once the order is completed. */
            faults: components["schemas"]["GateFault"][];
        };
        /** @description Something that stands in the way, and where. */
        GateFault: {
            rule: components["schemas"]["GateRule"];
            level: components["schemas"]["GateLevel"];
            job_id: components["schemas"]["JobId"] | null;
            line_id: components["schemas"]["LineId"] | null;
            inspection_id: components["schemas"]["InspectionId"] | null;
            /** @description The job, part or person it is about. */
            subject: string | null;
        };
        /** @description How hard each rule is; what is left out takes its usual level. */
        GateInput: {
            levels: components["schemas"]["GateLevels"];
        };
        /** @enum {string} */
        GateLevel: "off" | "warn" | "block";
        /** @description How hard each rule is at a site. What is left out takes its usual level. */
        GateLevels: {
            /** @default block */
            approval?: components["schemas"]["GateLevel"];
            /** @default block */
            technician?: components["schemas"]["GateLevel"];
            /** @default warn */
            parts?: components["schemas"]["GateLevel"];
            /** @default off */
            placeholder?: components["schemas"]["GateLevel"];
            /** @default block */
            odometer_out?: components["schemas"]["GateLevel"];
            /** @default off */
            clock?: components["schemas"]["GateLevel"];
            /** @default off */
            findings?: components["schemas"]["GateLevel"];
            /** @default off */
            inspection?: components["schemas"]["GateLevel"];
            /** @default off */
            quality?: components["schemas"]["GateLevel"];
            /** @default off */
            low_margin?: components["schemas"]["GateLevel"];
            /** @default warn */
            core_undecided?: components["schemas"]["GateLevel"];
            /** @default off */
            deposit?: components["schemas"]["GateLevel"];
            /** @default block */
            credit_used?: components["schemas"]["GateLevel"];
            /** @default block */
            credit_hold?: components["schemas"]["GateLevel"];
            /** @default block */
            po_number?: components["schemas"]["GateLevel"];
        };
        /**
         * @description What the gate looks at.
         * @enum {string}
         */
        GateRule: "approval" | "technician" | "parts" | "placeholder" | "odometer_out" | "clock" | "findings" | "inspection" | "quality" | "low_margin" | "core_undecided" | "deposit" | "credit_used" | "credit_hold" | "po_number";
        /** @description A site's rules. */
        GateRules: {
            site_id: components["schemas"]["SiteId"];
            levels: components["schemas"]["GateLevels"];
            /** Format: int64 */
            version: number;
            /** @description update */
            actions: string[];
        };
        /** @description A share or an amount, with its reason; or neither: then there is no discount any more. */
        GiveDiscount: {
            /**
             * Format: int32
             * @description Of what the lines cost after their own discounts.
             */
            share?: number | null;
            /**
             * Format: int64
             * @description In minor units of the order's currency, without VAT; at most all of it is taken.
             */
            amount?: number | null;
            /** @description Needed with a discount. */
            reason?: string | null;
        };
        /** @description What a figure is to be at a site in a month. */
        Goal: {
            site_id: components["schemas"]["SiteId"];
            /**
             * Format: date
             * @description Its first day.
             */
            month: string;
            /** @example net_sales */
            kpi: string;
            /**
             * Format: int64
             * @description In the figure's unit; null of what is no goal any more.
             */
            value: number | null;
        };
        /** @description All goals of some sites and a month. */
        Goals: {
            items: components["schemas"]["Goal"][];
        };
        /**
         * Format: uuid
         * @description A delivery of a purchase order, or a part of it.
         */
        GoodsReceiptId: string;
        /** @description Points given or taken by hand. */
        GrantPoints: {
            site_id: components["schemas"]["SiteId"];
            /**
             * Format: int64
             * @description Below zero to take them; not zero.
             */
            points: number;
            /** @description At most 300 characters. */
            reason: string;
        };
        HandThreadOver: {
            /** @description Somebody who works at the order's site. */
            user_id: components["schemas"]["UserId"];
            /** @description What they should know; customers never see it. */
            text: string;
        };
        /** @description What was done about it. */
        HandleFeedback: {
            note: string;
        };
        /** @description A line of the history. */
        HistoryEntry: {
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            at: string;
            /** @description Name of who did it. */
            by: string;
            /** @description opened, updated, `job_added`, …, `handed_over` */
            event: string;
            detail: components["schemas"]["Detail"] | null;
        };
        /**
         * Format: binary
         * @description The bytes of a PDF file.
         */
        HistoryFile: string;
        /** @description Why the work waits, and since when. */
        Hold: {
            reason: components["schemas"]["HoldReason"];
            note: string | null;
            /** Format: date-time */
            since: string;
        };
        HoldCustomer: {
            reason: string;
        };
        /**
         * @description What the work waits for.
         * @enum {string}
         */
        HoldReason: "approval" | "parts" | "sublet" | "customer" | "technician";
        HoldWorkOrder: {
            reason: components["schemas"]["HoldReason"];
            note?: string | null;
        };
        /** @description Other hours on some days: a holiday, Ramadan, a Sunday before the feast. */
        HoursException: {
            name: string;
            /** Format: date */
            from: string;
            /**
             * Format: date
             * @description The last day.
             */
            until: string;
            /** @description The days of the week it is for; every day when empty. */
            weekdays?: components["schemas"]["Weekday"][];
            /** @description The hours of these days; closed when empty. */
            spans: components["schemas"]["Span"][];
        };
        /** @description How far an import is. */
        Import: {
            /** Format: uuid */
            id: string;
            kind: string;
            state: components["schemas"]["ImportState"];
            dry_run: boolean;
            site_id: components["schemas"]["SiteId"] | null;
            /** Format: int64 */
            total: number | null;
            /** Format: int64 */
            processed: number;
            /** Format: int64 */
            created: number;
            /** Format: int64 */
            updated: number;
            /** Format: int64 */
            unchanged: number;
            /** Format: int64 */
            failed: number;
            error: string | null;
            /** Format: date-time */
            created_at: string;
            /** @description Who started it. */
            by_name: string;
            undo_state: components["schemas"]["ImportState"] | null;
            /**
             * Format: int64
             * @description The records to take back, those looked at, and those of them that were left as they are.
             */
            undo_total: number;
            /** Format: int64 */
            undo_processed: number;
            /** Format: int64 */
            undo_left: number;
            /** @description `undo` while it can be taken back. */
            actions: string[];
        };
        /** @description What the form carries. */
        ImportForm: {
            /**
             * Format: binary
             * @description CSV, up to 64 MiB, UTF-8, with a heading line; separated by comma, semicolon or tab. Or an .xlsx workbook, up to 32 MiB, of
             *     which the first sheet is read: at most 200,000 rows and 200 columns, formulas as their results.
             */
            file: string;
            /** @description Column → field. Guessed from the headings when left out. */
            mapping?: {
                [key: string]: string;
            };
            /** @description Reports what would happen and writes nothing. */
            dry_run?: boolean;
            /** @description The site whose stock, past visits or opening balances are imported; visits and balances need it. */
            site_id?: components["schemas"]["SiteId"];
            /** @description The supplier whose prices are imported; only prices have one, and need it. */
            supplier_id?: components["schemas"]["SupplierId"];
        };
        /** @description A file's headings, some rows, and which field each heading probably means. */
        ImportPreview: {
            columns: string[];
            sample: string[][];
            fields: components["schemas"]["Field"][];
            /** @description Column to field. */
            mapping: {
                [key: string]: string;
            };
        };
        /**
         * @description Where an import stands.
         * @enum {string}
         */
        ImportState: "running" | "done" | "failed";
        InspectedOrder: {
            id: components["schemas"]["WorkOrderId"];
            number: string;
        };
        /** @description An inspection whole, in one answer. */
        Inspection: {
            id: components["schemas"]["InspectionId"];
            site_id: components["schemas"]["SiteId"];
            work_order: components["schemas"]["InspectedOrder"];
            vehicle: components["schemas"]["VehicleLabel"];
            names: components["schemas"]["TranslatedName"];
            template_id: components["schemas"]["TemplateId"];
            /**
             * Format: int64
             * @description Of the template, when it began.
             */
            template_version: number;
            state: components["schemas"]["InspectionState"];
            /** Format: date-time */
            begun_at: string;
            begun_by: string;
            /** Format: date-time */
            done_at: string | null;
            /** @description Who signed it. */
            done_by: string | null;
            /** @description Why it was taken up again, the last time. */
            reopen_reason: string | null;
            counts: components["schemas"]["InspectionCounts"];
            items: components["schemas"]["InspectionItem"][];
            /** @description What the customer was given, newest first. */
            links: components["schemas"]["CustomerLink"][];
            /** Format: int64 */
            version: number;
            /** @description answer, complete, reopen, propose, link */
            actions: string[];
        };
        /** @description What is said of an item. */
        InspectionAnswer: {
            item_id: components["schemas"]["ItemId"];
            verdict: components["schemas"]["InspectionVerdict"] | null;
            /**
             * Format: int64
             * @description Tenths of the unit.
             */
            measure: number | null;
            note: string | null;
            /** @description The verdict is not what the measure says. */
            overruled: boolean;
            answered_by: string | null;
            /** Format: date-time */
            answered_at: string | null;
            /**
             * Format: int64
             * @description Of the item: what `If-Match` names.
             */
            version: number;
        };
        /** @description How many items are what. */
        InspectionCounts: {
            /** Format: int64 */
            ok: number;
            /** Format: int64 */
            soon: number;
            /** Format: int64 */
            urgent: number;
            /** Format: int64 */
            not_inspected: number;
            /**
             * Format: int64
             * @description Nothing was said of these.
             */
            open: number;
        };
        /**
         * Format: uuid
         * @description A structured check of a vehicle.
         */
        InspectionId: string;
        /** @description One thing that is looked at. */
        InspectionItem: {
            id: components["schemas"]["ItemId"];
            section: components["schemas"]["TranslatedName"];
            names: components["schemas"]["TranslatedName"];
            measured: components["schemas"]["Measured"] | null;
            required: boolean;
            photo_if_urgent: boolean;
            answer: components["schemas"]["InspectionAnswer"];
            job_id: components["schemas"]["JobId"] | null;
            photos: components["schemas"]["InspectionPhoto"][];
            /** @description What was said of it at this vehicle's earlier inspections, newest first. */
            earlier: components["schemas"]["EarlierFinding"][];
        };
        /** @description A name in one language at least; what is left out is the first that is there. */
        InspectionNames: {
            fr?: string;
            ar?: string;
            en?: string;
        };
        /** @description A photo of an item; its bytes are at `/inspections/{inspection_id}/photos/{id}`. */
        InspectionPhoto: {
            /** Format: uuid */
            id: string;
            item_id: components["schemas"]["ItemId"];
            name: string;
            by_name: string;
            /** Format: date-time */
            at: string;
            marks: components["schemas"]["Mark"][];
            /** Format: int64 */
            version: number;
        };
        /** @description It is on its way. */
        InspectionQueued: {
            inspection_id: components["schemas"]["InspectionId"];
        };
        /** @description Inspections by technician, of the orders opened within a span. */
        InspectionReport: {
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            until: string;
            /** @description By name; who has none is the orders without a technician. */
            items: components["schemas"]["TechnicianInspections"][];
        };
        /** @description A report as the customer reads it. */
        InspectionReportPage: {
            site: components["schemas"]["ReportSite"];
            names: components["schemas"]["TranslatedName"];
            state: components["schemas"]["InspectionState"];
            /** @example LAC-2026-00042 */
            number: string;
            plate: string;
            vehicle: string;
            /** Format: date-time */
            done_at: string | null;
            /** @description Who signed it. */
            done_by: string | null;
            counts: components["schemas"]["InspectionCounts"];
            /** @description Urgent ones first, then what is soon, then the others as they were looked at; none while the inspection is open again. */
            items: components["schemas"]["ReportItem"][];
        };
        /** @description An inspection in a list. */
        InspectionRow: {
            id: components["schemas"]["InspectionId"];
            work_order_id: components["schemas"]["WorkOrderId"];
            names: components["schemas"]["TranslatedName"];
            state: components["schemas"]["InspectionState"];
            /** Format: date-time */
            begun_at: string;
            begun_by: string;
            /** Format: date-time */
            done_at: string | null;
            done_by: string | null;
            counts: components["schemas"]["InspectionCounts"];
        };
        /** @enum {string} */
        InspectionState: "open" | "done";
        /** @description A template whole. */
        InspectionTemplate: {
            id: components["schemas"]["TemplateId"];
            names: components["schemas"]["TranslatedName"];
            sections: components["schemas"]["TemplateSection"][];
            archived: boolean;
            /** Format: int64 */
            version: number;
            /** @description update, archive, restore */
            actions: string[];
        };
        /** @description The garage's templates. */
        InspectionTemplates: {
            /** @description Oldest first. */
            items: components["schemas"]["InspectionTemplate"][];
        };
        /** @description The measures of an item from visit to visit. */
        InspectionTrend: {
            names: components["schemas"]["TranslatedName"];
            /** @description As the newest inspection had it. */
            measured: components["schemas"]["Measured"];
            /** @description Newest first. */
            values: components["schemas"]["EarlierFinding"][];
        };
        /** @enum {string} */
        InspectionUnit: "millimetre" | "volt" | "bar" | "percent" | "celsius";
        /**
         * @description What is said of an item.
         * @enum {string}
         */
        InspectionVerdict: "ok" | "soon" | "urgent" | "not_inspected";
        /** @description How a vehicle came in, and who agreed to it. */
        Intake: {
            id: components["schemas"]["IntakeId"];
            work_order_id: components["schemas"]["WorkOrderId"];
            /**
             * Format: int64
             * @description 1 is the order's first; later ones correct it.
             */
            number: number;
            content: components["schemas"]["IntakeContent"];
            /** @description Oldest first. */
            photos: components["schemas"]["IntakePhoto"][];
            /** Format: date-time */
            begun_at: string;
            begun_by: string;
            /** Format: date-time */
            signed_at: string | null;
            /** @description The customer, or who stands for them. */
            signed_by: string | null;
            /** Format: uuid */
            signature_id: string | null;
            /** Format: int64 */
            version: number;
            /** @description update, sign */
            actions: string[];
        };
        /** @description How a vehicle came in. */
        IntakeContent: {
            /**
             * Format: int64
             * @description Kilometres.
             */
            odometer: number | null;
            /**
             * Format: int32
             * @description Eighths of a tank.
             */
            fuel: number | null;
            key_tag: string | null;
            /** @description What the customer leaves in the vehicle. */
            belongings: string | null;
            note: string | null;
            /** @description Those that are lit. */
            lamps: components["schemas"]["WarningLamp"][];
            damages: components["schemas"]["IntakeDamage"][];
        };
        /** @description A damage that the vehicle came with. */
        IntakeDamage: {
            kind: components["schemas"]["DamageKind"];
            /**
             * Format: int32
             * @description On the sketch, in ten-thousandths of its width from the left.
             */
            x: number;
            /**
             * Format: int32
             * @description And of its height from the top.
             */
            y: number;
            note: string | null;
        };
        /**
         * Format: uuid
         * @description How a vehicle came in, on one sheet.
         */
        IntakeId: string;
        IntakePhoto: {
            /** Format: uuid */
            id: string;
            name: string;
            by_name: string;
            /** Format: date-time */
            at: string;
        };
        /** @description Somebody to invite. */
        Invitation: {
            /**
             * Format: email
             * @description Left out, there is a user name, and the invitation's link is in the answer.
             */
            email?: string | null;
            name: string;
            /** @description What they may sign in with in place of the address; capitals tell no two apart. */
            user_name?: string | null;
            language: components["schemas"]["Language"];
            /** @description Id of the role at every site, also at those opened later. */
            everywhere_role?: string | null;
            /** @description Roles at single sites. */
            sites?: components["schemas"]["Place"][];
        };
        /** @description What came of an invitation. */
        Invited: {
            user: components["schemas"]["User"];
            /**
             * @description Where the person sets their password. Only where no mail reaches them, as they have no address or the garage has no mail server:
             *     hand it over yourself; it is shown this once and works once, for seven days.
             */
            link?: string;
        };
        /** @description An invoice with its lines and payments. Totals are computed from the lines by the one algorithm. */
        Invoice: {
            id: components["schemas"]["InvoiceId"];
            /** @description `F-LAC-2026-00042`; null for a draft, and for what was open before this system. */
            number: string | null;
            /**
             * @description Of what was open before this system: the number of its document there. It is paid as an invoice is, and has no lines, no VAT
             *     and nothing to print; below zero it is a credit.
             */
            opening: string | null;
            opening_total: components["schemas"]["Amount"] | null;
            state: components["schemas"]["InvoiceState"];
            overdue: boolean;
            site_id: components["schemas"]["SiteId"];
            customer: components["schemas"]["InvoiceBuyer"];
            /** @description They pay in the place of the order's customer. */
            is_payers?: boolean;
            vehicle: components["schemas"]["InvoiceVehicle"] | null;
            work_order: components["schemas"]["InvoiceWorkOrder"] | null;
            /** @description The customer's own order number; of several orders, theirs with commas. */
            po_number: string | null;
            /** @description Of several work orders, each of them, with so many of the lines; `vehicle` and `work_order` are null then. */
            together?: components["schemas"]["InvoiceOrder"][];
            lines: components["schemas"]["InvoiceLine"][];
            /** @description What the garage wrote for the customer, as it is printed; frozen at issue. */
            notes?: string[];
            totals: components["schemas"]["Totals"];
            exemption: components["schemas"]["InvoiceExemption"] | null;
            /** @description `fr`, `ar` or `en`: the customer's; frozen at issue. */
            language: components["schemas"]["Language"];
            /** Format: date */
            issued_on: string | null;
            /** Format: date */
            due_on: string | null;
            /** Format: date-time */
            issued_at: string | null;
            /** Format: date-time */
            created_at: string;
            /** @description What came in and what went back, in the order it did. */
            payments: components["schemas"]["Payment"][];
            /** @description What came in less what went back. */
            paid: components["schemas"]["Amount"];
            /** @description What credit notes took back. */
            credited?: components["schemas"]["Amount"];
            /** @description The oldest first. */
            credit_notes?: components["schemas"]["CreditNoteLabel"][];
            /** @description What is left to pay; below zero it is the customer's. */
            due: components["schemas"]["Amount"];
            /** @description The most that the caller may hand back now. */
            refundable: components["schemas"]["Amount"];
            /** Format: int64 */
            version: number;
            /** @description Of `issue`, `pay`, `refund`, `credit`, `download`: what the caller may do now. */
            actions: string[];
        };
        /** @description Who pays: frozen on an issued invoice, as known today on a draft. */
        InvoiceBuyer: {
            id: components["schemas"]["CustomerId"];
            name: string;
            address: string | null;
            tax_id: string | null;
            phone: string | null;
            email: string | null;
        };
        /** @description Something that is not as the customer signed it. */
        InvoiceChange: {
            what: components["schemas"]["InvoiceChangeKind"];
            /** @description The line's words, or the customer's name now. */
            subject: string | null;
            before: components["schemas"]["Amount"] | null;
            now: components["schemas"]["Amount"] | null;
        };
        /** @enum {string} */
        InvoiceChangeKind: "line_added" | "line_removed" | "line_changed" | "total" | "customer";
        InvoiceCustomer: {
            id: components["schemas"]["CustomerId"];
            name: string;
        };
        /** @description The certificate of an invoice, and what it takes off. */
        InvoiceExemption: {
            number: string;
            reason: string;
            /**
             * Format: date
             * @description The last day.
             */
            valid_until: string;
            /** @description The VAT that is not charged. */
            suspended: components["schemas"]["Amount"];
        };
        /** @description What a site invoiced in a period: sums in minor units of its currency, before VAT but where they say otherwise. */
        InvoiceFigures: {
            site_id: components["schemas"]["SiteId"];
            /** Format: date */
            from: string;
            /** Format: date */
            until: string;
            currency: string;
            /** Format: int64 */
            invoices: number;
            /** @description Of the invoices. */
            net: components["schemas"]["Amount"];
            /** @description What credit notes took back, in the period of their own day. */
            credited: components["schemas"]["Amount"];
            /** @description What discounts on jobs and orders took, beside those of lines. */
            discounts: components["schemas"]["Amount"];
            /** @description Of each month of the period in which something was issued. */
            months: components["schemas"]["FiguresMonth"][];
            states: components["schemas"]["FiguresState"][];
            /** @description Who were invoiced the most, at most ten. */
            customers: components["schemas"]["FiguresCustomer"][];
            /** @description What the garage bore, by why. */
            given: components["schemas"]["FiguresGiven"][];
        };
        /**
         * Format: uuid
         * @description An invoice, draft or issued.
         */
        InvoiceId: string;
        InvoiceLine: {
            id: components["schemas"]["LineId"];
            job_title: string;
            kind: components["schemas"]["LineKind"];
            code: string | null;
            description: string;
            unit: string;
            quantity: components["schemas"]["Quantity"];
            unit_price: components["schemas"]["Amount"];
            discount: components["schemas"]["BasisPoints"];
            /** @description What is charged: zero of what is exempt. */
            vat_rate: components["schemas"]["BasisPoints"];
            exempt_from: components["schemas"]["BasisPoints"] | null;
            /** @description A levy on the net that VAT is charged on too: zero of nearly everything. */
            levy_rate?: components["schemas"]["BasisPoints"];
            unit_price_with_tax: components["schemas"]["Amount"] | null;
            net: components["schemas"]["Amount"];
            /** @description What discounts on the job and the order took beside the line's own. */
            off?: components["schemas"]["Amount"];
            /** @description What somebody else bears, and who. */
            given?: components["schemas"]["Amount"];
            cover: components["schemas"]["CoverKind"] | null;
        };
        /** @description One of the work orders of an invoice. */
        InvoiceOrder: {
            id: components["schemas"]["WorkOrderId"];
            number: string;
            /** @description Of a sale at the counter without plate and label. */
            vehicle: components["schemas"]["InvoiceVehicle"];
            /** @description The customer's own order number. */
            po_number: string | null;
            /** @description How many of the invoice's lines are its, after those of the orders before it. */
            lines: number;
        };
        /** @description An invoice in a list. */
        InvoiceRow: {
            id: components["schemas"]["InvoiceId"];
            number: string | null;
            /** @description Of what was open before this system: the number of its document there. It has no number of ours. */
            opening: string | null;
            state: components["schemas"]["InvoiceState"];
            overdue: boolean;
            site_id: components["schemas"]["SiteId"];
            customer: components["schemas"]["InvoiceCustomer"];
            work_order: components["schemas"]["InvoiceWorkOrder"] | null;
            plate: string | null;
            /** Format: date */
            issued_on: string | null;
            /** Format: date */
            due_on: string | null;
            total: components["schemas"]["Amount"];
            due: components["schemas"]["Amount"];
            currency: string;
            /** Format: date-time */
            created_at: string;
            /** @description The customer's own order number; of several orders, theirs with commas. */
            po_number: string | null;
            /** @description Of several work orders: it names none of them here. */
            is_together: boolean;
            /** @description A draft that waits for its reopened work order. */
            held: boolean;
        };
        InvoiceSettings: {
            /** @description A draft is issued only as the customer signed it. */
            signature_required: boolean;
        };
        /** @description A signature, and what is not as it was signed. */
        InvoiceSignature: {
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            signed_at: string;
            signed_by: string;
            /** @description Who took it. */
            recorded_by: string;
            /** @description SHA-256 of what was signed. */
            hash: string;
            /** @description Nothing while the invoice is as it was signed. */
            changes: components["schemas"]["InvoiceChange"][];
        };
        /** @description The signatures of an invoice. */
        InvoiceSignatures: {
            /** @description Newest first: that one counts. */
            items: components["schemas"]["InvoiceSignature"][];
            /** @description The site's invoices are issued only as they were signed. */
            required: boolean;
            /** @description sign */
            actions: string[];
        };
        /**
         * @description Where an invoice stands.
         * @enum {string}
         */
        InvoiceState: "draft" | "issued" | "part_paid" | "paid";
        InvoiceVehicle: {
            id: components["schemas"]["VehicleId"];
            plate: string;
            label: string;
            /** Format: int64 */
            odometer_km: number | null;
        };
        InvoiceWorkOrder: {
            id: components["schemas"]["WorkOrderId"];
            number: string;
        };
        /** @description What was invoiced, less what credit notes took back. */
        Invoiced: {
            /** @example TND */
            currency: string;
            /** @description Minor units of the currency, without VAT and stamp duty. */
            net: components["schemas"]["Amount"];
            /** @description With them. */
            gross: components["schemas"]["Amount"];
        };
        /** @description An order of an invoice, and the papers kept with it. */
        InvoicedAttachments: {
            work_order_id: components["schemas"]["WorkOrderId"];
            number: string;
            /** @description The newest first. What may be done with them, their order tells. */
            items: components["schemas"]["Attachment"][];
        };
        /** @description What left the shelf or came back, and how the line stands after it. */
        Issue: {
            work_order_id: components["schemas"]["WorkOrderId"];
            line_id: components["schemas"]["LineId"];
            product_id: components["schemas"]["ProductId"];
            sku: string;
            name: string;
            unit: components["schemas"]["Unit"];
            /** @description That moved. */
            quantity: components["schemas"]["Quantity"];
            /** @description All that the line has of the shelf now. */
            issued: components["schemas"]["Quantity"];
            /** @description What it still wants. */
            wanted: components["schemas"]["Quantity"];
            state: components["schemas"]["PartState"];
            /** @description By what its pieces are known: their numbers may be told now. */
            numbering?: components["schemas"]["Numbering"];
        };
        /** @description A part for an order: of a line, or by its code, or both when the code shall be of the line. */
        IssueInput: {
            work_order_id: components["schemas"]["WorkOrderId"];
            line_id?: components["schemas"]["LineId"] | null;
            /** @description What was scanned or typed: a barcode or an SKU. */
            code?: string | null;
            /**
             * Format: int64
             * @description Left out, all that the line still wants; one of a scanned article that is counted in pieces.
             */
            quantity?: number | null;
            location_id?: components["schemas"]["LocationId"] | null;
            /** @description Issues although stock falls below zero; takes `work_order.allow_negative_stock`. */
            allow_negative_stock?: boolean;
            /** @description Which pieces it were, where they have numbers: of no more than are issued. They may be told later. */
            numbers?: components["schemas"]["NumberInput"][];
        };
        /** @description Issuing takes no choices. */
        IssueInvoice: Record<string, never>;
        /** @description Drafts of one customer. */
        IssueTogether: {
            invoice_ids: components["schemas"]["InvoiceId"][];
        };
        /**
         * Format: uuid
         * @description One thing that is looked at.
         */
        ItemId: string;
        Job: {
            id: components["schemas"]["JobId"];
            title: string;
            concern: string | null;
            cause: string | null;
            correction: string | null;
            /** @description Jobs that share this name are options of which one can be approved. */
            option_group: string | null;
            /** @description Who is credited with its sold hours; empty: whoever clocks time on it. */
            shares: components["schemas"]["JobShare"][];
            discount: components["schemas"]["WorkDiscount"] | null;
            cover: components["schemas"]["JobCover"] | null;
            authorisation: components["schemas"]["Authorisation"];
            lines: components["schemas"]["Line"][];
            /** @description Fees that it is not asked for, since somebody took them off: restoring the line asks for one again. */
            fees_off?: components["schemas"]["FeeTakenOff"][];
            parts: components["schemas"]["PartsLight"] | null;
            /** @description Without stamp duty. */
            totals: components["schemas"]["Totals"];
            /** @description update, remove, discount, cover, `add_line`, approve, decline */
            actions: string[];
        };
        /** @enum {string} */
        JobActivity: "work" | "waiting_approval" | "waiting_parts" | "waiting_bay" | "waiting_diagnosis";
        /** @description Who bears a share of a job in the customer's place. */
        JobCover: {
            kind: components["schemas"]["CoverKind"];
            share: components["schemas"]["BasisPoints"];
            payer_id: components["schemas"]["CustomerId"] | null;
            payer_name: string | null;
            reason: string;
            by: string;
        };
        JobCoverInput: {
            kind: components["schemas"]["CoverKind"];
            /**
             * Format: int32
             * @description Of what the job costs after its discounts; all of it when left out.
             */
            share?: number | null;
            payer_id?: components["schemas"]["CustomerId"] | null;
            reason: string;
        };
        /** @description Hours of a job that are one person's. */
        JobCredit: {
            user: components["schemas"]["Worker"];
            /**
             * Format: int64
             * @description Thousandths of an hour.
             */
            sold: number;
        };
        /**
         * Format: uuid
         * @description One authorisable unit on a work order.
         */
        JobId: string;
        /** @description A proposed job. */
        JobInput: {
            title: string;
            concern?: string | null;
            lines?: components["schemas"]["LineInput"][];
        };
        JobMargin: {
            job_id: components["schemas"]["JobId"];
            title: string;
            margin: components["schemas"]["Margin"];
            /** @description Its parts and sublets. */
            lines: components["schemas"]["LineMargin"][];
        };
        /** @description A technician's part of a job's sold hours. */
        JobShare: {
            user_id: components["schemas"]["UserId"];
            name: string;
            share: components["schemas"]["BasisPoints"];
        };
        /** @description The time that was clocked on a job. */
        JobTime: {
            job_id: components["schemas"]["JobId"] | null;
            /**
             * Format: int64
             * @description Seconds of work, up to now.
             */
            worked: number;
            /**
             * Format: int64
             * @description Seconds of waiting, for whatever.
             */
            waiting: number;
            /**
             * Format: int64
             * @description Thousandths of an hour that its labour sells.
             */
            sold: number;
            /**
             * Format: int64
             * @description Sold ÷ worked, in basis points; null without work.
             */
            efficiency: number | null;
            people: components["schemas"]["Worker"][];
            /** @description Who is credited with which part of the sold hours, or would be if the order were completed now. */
            credits: components["schemas"]["JobCredit"][];
            /** @description Whose clock runs on it. */
            running: components["schemas"]["RunningClock"][];
        };
        /** @description A site's entries of some days, in minor units of its currency. */
        Journal: {
            site_id: components["schemas"]["SiteId"];
            currency: string;
            /** Format: date */
            from: string;
            /** Format: date */
            until: string;
            /**
             * Format: date
             * @description The last day that is locked; null before the first export.
             */
            locked_until: string | null;
            /** @description Of all entries; the same sum twice. */
            debit: components["schemas"]["Amount"];
            credit: components["schemas"]["Amount"];
            /**
             * Format: int64
             * @description How many entries there are.
             */
            count: number;
            /** @description By account. */
            accounts: components["schemas"]["AccountSum"][];
            /** @description The first 300, the oldest first. */
            entries: components["schemas"]["JournalEntry"][];
            /** @description export */
            actions: string[];
        };
        /** @description A balanced entry: debits and credits are the same sum. */
        JournalEntry: {
            /**
             * Format: uuid
             * @description Of the document.
             */
            id: string;
            journal: components["schemas"]["JournalKind"];
            /**
             * Format: date
             * @description The day it is posted on.
             */
            on: string;
            piece: string;
            /** Format: date */
            piece_on: string;
            label: string;
            customer: components["schemas"]["InvoiceCustomer"] | null;
            lines: components["schemas"]["JournalLine"][];
        };
        /** @description An export; amounts in minor units of its currency. */
        JournalExport: {
            /** Format: uuid */
            id: string;
            /**
             * Format: int64
             * @description By site, without gaps.
             */
            number: number;
            site_id: components["schemas"]["SiteId"];
            /**
             * Format: date
             * @description The day of its first entry.
             */
            from: string;
            /**
             * Format: date
             * @description The last day that it locked.
             */
            until: string;
            /** Format: date-time */
            at: string;
            by: string;
            currency: string;
            /**
             * Format: int64
             * @description The numbers of its entries.
             */
            first_number: number;
            /** Format: int64 */
            last_number: number;
            /** @description The same sum stands on the credit sides. */
            debit: components["schemas"]["Amount"];
        };
        /**
         * @description Which book an entry stands in.
         * @enum {string}
         */
        JournalKind: "sales" | "cash" | "bank" | "other";
        /** @description One side of an entry, in minor units; debit or credit is zero. */
        JournalLine: {
            account: string;
            /** @description What the account is of: `VAT 19 %`. */
            label: string;
            debit: components["schemas"]["Amount"];
            credit: components["schemas"]["Amount"];
            rate: components["schemas"]["BasisPoints"] | null;
            /** @description It is the customer's own account, or what they paid ahead. */
            is_customers: boolean;
            /** @description It is something sold. */
            is_sale: boolean;
        };
        KindCount: {
            kind: components["schemas"]["CustomerKind"];
            /** Format: int64 */
            count: number;
        };
        KnownVin: {
            id: components["schemas"]["VehicleId"];
            plate: string;
            /** @description Make, model and year. */
            label: string;
        };
        /** @description A figure and what it is made of. */
        Kpi: {
            /** @example aro */
            id: string;
            family: components["schemas"]["KpiFamily"];
            unit: components["schemas"]["KpiUnit"];
            numerator_unit: components["schemas"]["SideUnit"];
            denominator_unit: components["schemas"]["SideUnit"] | null;
            now: components["schemas"]["KpiValue"];
            /** @description Of the period before. */
            before: components["schemas"]["KpiValue"];
            goal: components["schemas"]["KpiGoal"] | null;
            hint: components["schemas"]["KpiHint"] | null;
            is_less_better: boolean;
            /**
             * Format: date
             * @description The last day on which the period's figure may still change because somebody takes their time; null of what is final at once.
             */
            open_until: string | null;
        };
        /**
         * @description Which figures stand together.
         * @enum {string}
         */
        KpiFamily: "sales" | "margins" | "labour" | "work" | "stock" | "desk";
        /** @description What a figure is to be, in its unit. */
        KpiGoal: {
            /**
             * Format: int64
             * @description In the period: of what adds up, the part of these days.
             */
            value: number;
            /**
             * Format: int64
             * @description In the whole month, where the period is within one.
             */
            month: number | null;
        };
        KpiGroup: {
            /** @example TND */
            currency: string;
            sites: components["schemas"]["ReportedSite"][];
            /** @description Those that the caller may see of all these sites. */
            kpis: components["schemas"]["Kpi"][];
        };
        KpiHint: {
            /** Format: int64 */
            from: number;
            /** Format: int64 */
            until: number;
        };
        /** @description Figures of a period, beside those of as many days before it. */
        KpiReport: {
            /** Format: date */
            from: string;
            /** Format: date */
            until: string;
            /** Format: date */
            before_from: string;
            /** Format: date */
            before_until: string;
            /** @description The sites of each currency together. */
            groups: components["schemas"]["KpiGroup"][];
        };
        /** @description A document that counts for a figure. */
        KpiRow: {
            /** Format: uuid */
            id: string;
            site_id: components["schemas"]["SiteId"];
            /** Format: date */
            day: string;
            /** @description `sale`, `deposit`, `cost`, `car`, `opened`, `ready`, `time`, `appointment`, `offer`, `deferred`, `customer`, `demand`, `stock`, `dead`, `reminded`, `capacity` or `open` */
            kind: string;
            /** @description Of the document; empty of time on none. */
            number: string;
            /** @description Whose. */
            label: string;
            /** @description `invoice`, `credit_note`, `work_order`, `appointment`, `user`, `product`, `vehicle` or `schedule` */
            document: string;
            /** Format: uuid */
            document_id: string;
            /**
             * Format: int64
             * @description How much of the numerator it is.
             */
            numerator: number;
            /**
             * Format: int64
             * @description How much of the denominator; null where there is none.
             */
            denominator: number | null;
        };
        /** @description Figures over time. */
        KpiSeries: {
            /** @description The first day of each point that is in the period. */
            starts: string[];
            groups: components["schemas"]["SeriesGroup"][];
        };
        /**
         * @description What a figure is counted in.
         * @enum {string}
         */
        KpiUnit: "money" | "money_per_hour" | "percent" | "hours" | "time" | "count" | "times_a_year" | "days";
        KpiValue: {
            /**
             * Format: int64
             * @description Null over nothing.
             */
            value: number | null;
            /** Format: int64 */
            numerator: number;
            /**
             * Format: int64
             * @description Null of a mere sum.
             */
            denominator: number | null;
        };
        /**
         * @description What labels are printed on: sheets of a desk printer, or the roll of a label printer, one label a page.
         * @enum {string}
         */
        LabelSize: "a4_24" | "a4_65" | "roll_62x29" | "roll_50x30";
        /**
         * @description What a scanner reads.
         * @enum {string}
         */
        LabelSymbol: "code128" | "qr";
        /**
         * Format: binary
         * @description The bytes of a PDF file.
         */
        LabelsFile: string;
        /** @description Labels of up to 200 things, at most 1000 together. */
        LabelsInput: {
            /** @description Whose bins are printed beside its articles. */
            site_id: components["schemas"]["SiteId"];
            size: components["schemas"]["LabelSize"];
            symbol?: components["schemas"]["LabelSymbol"] | null;
            language?: components["schemas"]["Language"] | null;
            /**
             * Format: int32
             * @description How many places of the first sheet are used already.
             */
            skip?: number;
            articles?: components["schemas"]["ArticleLabel"][];
            bins?: components["schemas"]["BinLabel"][];
            /** @description Of what is kept elsewhere: the key of a car, a shelf of tyres. */
            tags?: components["schemas"]["TagLabel"][];
        };
        /** @description What labour is multiplied by at a site. */
        LabourMatrix: {
            site_id: components["schemas"]["SiteId"];
            /** @description By rising hours; below the first an hour costs its rate. */
            tiers: components["schemas"]["LabourTier"][];
            /** Format: int64 */
            version: number;
            /** @description update */
            actions: string[];
        };
        LabourMatrixInput: {
            /** @description None: an hour costs its rate, however many there are. */
            tiers: components["schemas"]["LabourTier"][];
        };
        /** @description What an hour of labour costs on an order, before anything is typed. */
        LabourPrice: {
            unit_price: components["schemas"]["Amount"];
            price_rule: components["schemas"]["LinePriceRule"];
            labour_rate_id: components["schemas"]["LabourRateId"] | null;
            /** @description Those of the site, in use. */
            rates: components["schemas"]["LabourRate"][];
            /** @description choose */
            actions: string[];
        };
        /** @description What an hour of labour costs, by name. */
        LabourRate: {
            id: components["schemas"]["LabourRateId"];
            site_id: components["schemas"]["SiteId"];
            name: string;
            /** @description Net, in the site's currency. */
            per_hour: components["schemas"]["Amount"];
            archived: boolean;
            /** Format: int64 */
            version: number;
            /** @description update */
            actions: string[];
        };
        /**
         * Format: uuid
         * @description What an hour of labour costs, by name.
         */
        LabourRateId: string;
        /** @description A site's rates. */
        LabourRates: {
            /** @description By name; 100 at most. */
            items: components["schemas"]["LabourRate"][];
        };
        /** @description From so many hours on a line, what each of them costs is multiplied. */
        LabourTier: {
            /** Format: int64 */
            from_hours: number;
            /**
             * Format: int32
             * @description In ten-thousandths: 11000 is 1.1 times.
             */
            factor: number;
        };
        /**
         * @description A language of the screens and of the messages to a person.
         * @enum {string}
         */
        Language: "fr" | "ar" | "en";
        LanguageCount: {
            language: components["schemas"]["Language"];
            /** Format: int64 */
            count: number;
        };
        /** @description What came of a report that was sent. */
        LastSending: {
            /** Format: date-time */
            at: string;
            /** @description Failed where one of the mails did. */
            state: components["schemas"]["ReportMailState"];
            mails: components["schemas"]["ReportMail"][];
        };
        /** @description What is asked for being late, of each invoice, in minor units. Nothing by default. */
        LateFee: {
            /**
             * Format: int64
             * @description A fixed sum.
             */
            fixed?: number;
            /**
             * Format: int32
             * @description Interest of a year on what is due, for the days past due, in basis points.
             */
            yearly_rate?: number;
            /**
             * Format: int64
             * @description Interest below this is not asked.
             */
            least_interest?: number;
            /** @description Only of who has a number with the tax office. */
            businesses_only?: boolean;
        };
        /**
         * Format: uuid
         * @description What came at one cost.
         */
        LayerId: string;
        /**
         * @description How a visit came about.
         * @enum {string}
         */
        LeadSource: "word_of_mouth" | "web_search" | "passing_by" | "returning" | "fleet" | "advert" | "online_booking" | "other";
        LeadSourceCount: {
            source: components["schemas"]["LeadSource"];
            /** Format: int64 */
            count: number;
        };
        /** @description Money that leaks. */
        Leak: {
            /** Format: uuid */
            id: string;
            kind: components["schemas"]["LeakKind"];
            site_id: components["schemas"]["SiteId"];
            /** @example TND */
            currency: string;
            /** @description Of the document. */
            number: string;
            /** @description Whose: the customer's or the supplier's name. */
            label: string;
            /** @description `work_order`, `supplier_invoice`, `supplier_return` or `core` */
            document: string;
            /** Format: uuid */
            document_id: string;
            /**
             * Format: date
             * @description The day at the site on which it began.
             */
            since: string;
            /**
             * Format: int64
             * @description Days since then.
             */
            age: number;
            amount: components["schemas"]["Amount"] | null;
            note: components["schemas"]["LeakNote"] | null;
            /** @description explain */
            actions: string[];
        };
        LeakGroup: {
            /** @example TND */
            currency: string;
            sites: components["schemas"]["ReportedSite"][];
            /**
             * Format: int64
             * @description What nobody explained.
             */
            count: number;
            /** @description Minor units, net, of the kinds whose amounts the caller may see. */
            amount: components["schemas"]["Amount"];
            /** @description Those of which there are any. */
            kinds: components["schemas"]["LeakTotal"][];
        };
        /**
         * @description What leaks.
         * @enum {string}
         */
        LeakKind: "not_invoiced" | "unbilled_parts" | "unbilled_labour" | "supplier_invoice" | "supplier_return" | "core_in_hand" | "core_sent";
        /** @description Why it is none. */
        LeakNote: {
            reason: string;
            by: string;
            /** Format: date-time */
            at: string;
        };
        LeakTotal: {
            kind: components["schemas"]["LeakKind"];
            /** Format: int64 */
            count: number;
            amount: components["schemas"]["Amount"] | null;
            /**
             * Format: int64
             * @description Findings that somebody explained.
             */
            explained: number;
        };
        /** @description How much leaks. */
        LeakTotals: {
            /** @description The sites of each currency together. */
            groups: components["schemas"]["LeakGroup"][];
        };
        /** @description A part that was ordered for a job which no longer wants it. */
        Leftover: {
            id: components["schemas"]["LeftoverId"];
            site_id: components["schemas"]["SiteId"];
            product_id: components["schemas"]["ProductId"];
            sku: string;
            name: string;
            unit: components["schemas"]["Unit"];
            quantity: components["schemas"]["Quantity"];
            work_order_id: components["schemas"]["WorkOrderId"];
            order_number: string;
            supplier: components["schemas"]["PurchaseSupplier"];
            /** Format: date-time */
            at: string;
            decision: components["schemas"]["LeftoverDecision"] | null;
            reason: string | null;
            decided_by: string | null;
            /** Format: date-time */
            decided_at: string | null;
        };
        /**
         * @description What becomes of a part that a job no longer wants.
         * @enum {string}
         */
        LeftoverDecision: "shelf" | "supplier" | "scrap";
        /**
         * Format: uuid
         * @description A part that a job no longer wants.
         */
        LeftoverId: string;
        /** @description A date that the law sets. */
        LegalDate: {
            kind: components["schemas"]["LegalKind"];
            /** Format: date */
            on: string | null;
            state: components["schemas"]["DueState"] | null;
            /**
             * Format: date
             * @description What the rule gives, where one is known.
             */
            proposed: string | null;
        };
        /** @description What a law has the garage keep. */
        LegalHold: {
            /**
             * Format: date
             * @description The first day on which it may go.
             */
            until: string;
            /**
             * @description Whose law, ISO 3166 alpha-2.
             * @example TN
             */
            country: string;
            /** Format: int32 */
            years: number;
            /**
             * Format: date
             * @description When the last document was issued.
             */
            last_on: string;
            /** Format: int64 */
            documents: number;
        };
        /** @enum {string} */
        LegalKind: "inspection" | "insurance" | "road_tax";
        /**
         * Format: uuid
         * @description A letter to a customer who is late.
         */
        LetterId: string;
        /** @description What is proposed now. */
        LettersProposed: {
            /** Format: int64 */
            letters: number;
            /** @description Minor units. */
            due: components["schemas"]["Amount"];
            currency: string;
        };
        /** @description What is under way. */
        LettersSent: {
            /**
             * Format: int64
             * @description Letters on their way.
             */
            letters: number;
            /**
             * Format: int64
             * @description Letters of which nothing was left: paid or paused meanwhile, or sent by somebody else.
             */
            left: number;
            /** @description What they ask for, in minor units. */
            due: components["schemas"]["Amount"];
            currency: string;
        };
        /** @description A levy of one rate on what bears VAT of one rate: rounded once. */
        Levy: {
            /** @description Of the net. */
            rate: components["schemas"]["BasisPoints"];
            /** @description The sum of the nets that bear it. */
            base: components["schemas"]["Amount"];
            amount: components["schemas"]["Amount"];
            /** @description In the base of which VAT it is. */
            vat_rate: components["schemas"]["BasisPoints"];
            exempt?: boolean;
        };
        Line: {
            id: components["schemas"]["LineId"];
            kind: components["schemas"]["LineKind"];
            product_id: components["schemas"]["ProductId"] | null;
            code: string | null;
            description: string;
            unit: string;
            quantity: components["schemas"]["Quantity"];
            list_price: components["schemas"]["Amount"] | null;
            /** @description The least unit price that the caller may ask at this discount; left out without a limit. */
            least_price?: components["schemas"]["Amount"];
            unit_price: components["schemas"]["Amount"];
            price_rule: components["schemas"]["LinePriceRule"] | null;
            discount: components["schemas"]["BasisPoints"];
            vat_rate: components["schemas"]["BasisPoints"];
            /** @description A levy on its net that VAT is charged on too: zero of nearly everything. */
            levy_rate?: components["schemas"]["BasisPoints"];
            unit_price_with_tax: components["schemas"]["Amount"] | null;
            /** @description The told price is asked for: nothing is taken off the line, and VAT is charged. */
            is_told?: boolean;
            /** @description What the customer pays of it. */
            net: components["schemas"]["Amount"];
            /** @description What discounts on the job and the order take, beside the line's own. */
            off?: components["schemas"]["Amount"];
            /** @description What the garage gives, or somebody else pays. */
            given?: components["schemas"]["Amount"];
            /** @description On an issued invoice. */
            locked: boolean;
            pack: components["schemas"]["Quantity"] | null;
            part: components["schemas"]["LinePart"] | null;
            core: components["schemas"]["LineCore"] | null;
            core_of: components["schemas"]["LineId"] | null;
        };
        /** @description The old part of a line. */
        LineCore: {
            state: components["schemas"]["CoreState"];
            /** @description Of one, net. */
            charge: components["schemas"]["Amount"];
        };
        /**
         * Format: uuid
         * @description Labour, part, fee or sublet on a job.
         */
        LineId: string;
        /** @description A line. What is left out comes from the article, or for labour from the site. */
        LineInput: {
            kind: components["schemas"]["LineKind"];
            product_id?: components["schemas"]["ProductId"] | null;
            /** @description Needed for what is neither labour nor an article. */
            description?: string | null;
            /** Format: int64 */
            quantity: number;
            /**
             * Format: int64
             * @description Net. Needed for what is neither labour nor an article.
             */
            unit_price?: number | null;
            /**
             * Format: int64
             * @description With VAT, and a levy where the line bears one: the net price is worked out of it, and it is what the customer pays. Not together with
             *     `unit_price`.
             */
            unit_price_with_tax?: number | null;
            discount?: components["schemas"]["BasisPoints"] | null;
            vat_rate?: components["schemas"]["BasisPoints"] | null;
            /** @description One of the article's packs, by its name: the quantity counts these, and the price is of one. */
            pack?: string | null;
        };
        /** @enum {string} */
        LineKind: "labour" | "part" | "fee" | "sublet";
        LineMargin: {
            line_id: components["schemas"]["LineId"];
            description: string;
            unit_price: components["schemas"]["Amount"];
            margin: components["schemas"]["Margin"] | null;
            suggested_price: components["schemas"]["Amount"] | null;
        };
        /** @description What a line still has to get, where it is, and what was taken for it. */
        LinePart: {
            light: components["schemas"]["PartsLight"];
            state: components["schemas"]["PartState"];
            wanted: components["schemas"]["Quantity"];
            reserved: components["schemas"]["Quantity"];
            /** @description Ordered for it, and not here yet. */
            ordered: components["schemas"]["Quantity"];
            /** Format: date */
            expected_on: string | null;
            /** @description Taken from the shelf for it, and not brought back. */
            issued: components["schemas"]["Quantity"];
        };
        /** @description What set the price of a line. */
        LinePriceRule: {
            rule: components["schemas"]["PriceRule"];
            /** @description Of the rate or the job; of a price typed by hand, who typed it. */
            name: string | null;
            /**
             * Format: int32
             * @description What the site's matrix of labour multiplied the rate by, in ten-thousandths; left out where it did not.
             */
            factor?: number;
        };
        LineWarranty: {
            line_id: components["schemas"]["LineId"];
            description: string;
            /** Format: int32 */
            months: number | null;
            /** Format: int64 */
            km: number | null;
            /** @description Chosen for this line; otherwise it is what the site gives. */
            own: boolean;
        };
        /** @description A line that took an article with numbers, and how many of its pieces nobody told. */
        LineWithoutNumbers: {
            line_id: components["schemas"]["LineId"];
            product_id: components["schemas"]["ProductId"];
            sku: string;
            name: string;
            unit: string;
            /** @description Each piece has its own; otherwise many share a batch. */
            is_serial: boolean;
            site_id: components["schemas"]["SiteId"];
            /** @description What the line took of the shelf. */
            quantity: components["schemas"]["Quantity"];
            /** @description Of it, what has no number. */
            missing: components["schemas"]["Quantity"];
            fitted: components["schemas"]["FittedOn"] | null;
        };
        /** @description What a link is for, to greet the person with. */
        LinkAnswer: {
            purpose: components["schemas"]["LinkPurpose"];
            /** @description The person's address, if they have one; for `email` the one they want. */
            email: string | null;
            /** @description What they may sign in with in place of the address. */
            user_name: string | null;
            name: string;
            language: components["schemas"]["Language"];
        };
        /**
         * @description What a secret link is for.
         * @enum {string}
         */
        LinkPurpose: "reset" | "invitation" | "registration" | "email";
        LinkQuestion: {
            /** @description From the link. */
            token: string;
        };
        /** @description "This record changed": an event without its facts. */
        LiveEvent: {
            /** @description `work_order.started` */
            type: string;
            /** Format: uuid */
            id: string;
            site_id: components["schemas"]["SiteId"] | null;
        };
        Location: {
            id: components["schemas"]["LocationId"];
            site_id: components["schemas"]["SiteId"];
            name: string;
            kind: components["schemas"]["LocationKind"];
            archived: boolean;
            /**
             * Format: int64
             * @description How many products lie in it.
             */
            products: number;
            value_cost: components["schemas"]["Amount"] | null;
            /** Format: int64 */
            version: number;
            /** @description `update`, `move` */
            actions: string[];
        };
        /** @description The fields to change; those left out stay. */
        LocationChange: {
            /** @default null */
            name?: string | null;
            /** @default null */
            kind?: components["schemas"]["LocationKind"] | null;
            /**
             * @description Only once nothing lies in it.
             * @default null
             */
            archived?: boolean | null;
        };
        /**
         * Format: uuid
         * @description A room or a van of a site.
         */
        LocationId: string;
        /** @description A new room or van. */
        LocationInput: {
            site_id: components["schemas"]["SiteId"];
            /** @description What people at the site call it; `taken` when another of the site has it. */
            name: string;
            kind: components["schemas"]["LocationKind"];
        };
        /** @enum {string} */
        LocationKind: "room" | "van";
        /** @description What moved in a location. */
        LocationMove: {
            id: components["schemas"]["LocationMoveId"];
            /** Format: date-time */
            at: string;
            product_id: components["schemas"]["ProductId"];
            sku: string;
            name: string;
            kind: components["schemas"]["LocationMoveKind"];
            /** @description Signed. */
            quantity: components["schemas"]["Quantity"];
            /** @description What lay there after it. */
            balance: components["schemas"]["Quantity"];
            /** @description The location at the other end; null for the site's own shelves, and for what is no move. */
            other: string | null;
            /** @description The work order's or the stock take's number. */
            reference: string | null;
            reason: string | null;
            by: string;
        };
        /**
         * Format: uuid
         * @description What went into a room or a van, or out of it.
         */
        LocationMoveId: string;
        /** @enum {string} */
        LocationMoveKind: "moved" | "issued" | "taken_back" | "counted";
        /** @description A product that lies in a location. */
        LocationProduct: {
            /** @description The product's. */
            id: components["schemas"]["ProductId"];
            sku: string;
            name: string;
            unit: components["schemas"]["Unit"];
            quantity: components["schemas"]["Quantity"];
            bin: string | null;
        };
        /** @description A day on which a site takes no bookings. */
        LockedDay: {
            id: components["schemas"]["LockedDayId"];
            site_id: components["schemas"]["SiteId"];
            /** Format: date */
            day: string;
            reason: string;
            by_name: string;
        };
        /**
         * Format: uuid
         * @description A day on which a site takes no bookings.
         */
        LockedDayId: string;
        LockedDayInput: {
            /** Format: date */
            day: string;
            reason: string;
        };
        Login: {
            /** @description The e-mail address, or the user name. */
            email: string;
            password: string;
            /** @description The authenticator app's code or a recovery code, once `second-factor-needed` was answered. */
            code?: string | null;
            refresh?: components["schemas"]["Delivery"];
        };
        /** @description Looking takes no choices. */
        LookWhoIsLate: Record<string, never>;
        LostCount: {
            /** Format: int32 */
            months: number;
            /**
             * Format: date-time
             * @description Whose last visit was before.
             */
            before: string;
            /** Format: int64 */
            count: number;
        };
        /** @description Points that were earned so long ago. */
        LoyaltyAge: {
            /**
             * Format: int64
             * @description More than so many months before.
             */
            from_months: number;
            /**
             * Format: int64
             * @description At most so many; null for the oldest.
             */
            to_months: number | null;
            /** Format: int64 */
            points: number;
            amount: components["schemas"]["Amount"];
        };
        /** @description Points that came or went. */
        LoyaltyEntry: {
            /** Format: uuid */
            id: string;
            kind: components["schemas"]["LoyaltyEntryKind"];
            /**
             * Format: int64
             * @description Below zero for what went.
             */
            points: number;
            amount: components["schemas"]["Amount"] | null;
            invoice_id: components["schemas"]["InvoiceId"] | null;
            /** @description The invoice's number. */
            document: string | null;
            reason: string | null;
            by: string;
            /** Format: date-time */
            at: string;
        };
        /**
         * @description Why points came or went.
         * @enum {string}
         */
        LoyaltyEntryKind: "earned" | "reversed" | "used" | "given_back" | "expired" | "granted" | "withdrawn" | "referred" | "referral" | "referral_reversed";
        /** @description Whoever earned so much in twelve months earns more. */
        LoyaltyLevel: {
            /** @description At most 40 characters. */
            name: string;
            /**
             * Format: int64
             * @description Points earned in the last twelve months.
             */
            from: number;
            /**
             * Format: int64
             * @description In hundredths of what is earned otherwise.
             */
            bonus: number;
        };
        /** @description What a site's customers could use of points at the end of a day. */
        LoyaltyLiability: {
            site_id: components["schemas"]["SiteId"];
            /** Format: date */
            until: string;
            currency: string;
            /** Format: int64 */
            customers: number;
            /** Format: int64 */
            points: number;
            /** @description Of a point today, in minor units. */
            worth: components["schemas"]["Amount"];
            /** @description Of all of them. */
            amount: components["schemas"]["Amount"];
            /**
             * Format: int64
             * @description What customers are short of, who used points that were not theirs in the end: below zero, and in no other sum.
             */
            overdrawn: number;
            /** @description The youngest first. */
            ages: components["schemas"]["LoyaltyAge"][];
            /** @description The twelve months up to the day, those in which something happened, the oldest first. */
            months: components["schemas"]["LoyaltyMonth"][];
        };
        /** @description What happened in a month, in points. */
        LoyaltyMonth: {
            /** @description `2026-11` */
            month: string;
            /**
             * Format: int64
             * @description Less what was reversed.
             */
            earned: number;
            /**
             * Format: int64
             * @description Given less taken by hand.
             */
            granted: number;
            /**
             * Format: int64
             * @description For bringing customers and for being brought, less what was reversed.
             */
            referred: number;
            /**
             * Format: int64
             * @description Less what was given back.
             */
            used: number;
            /** @description What they paid, in minor units. */
            paid: components["schemas"]["Amount"];
            /** Format: int64 */
            expired: number;
        };
        /** @description Who brought a customer. */
        LoyaltyReferrer: {
            customer_id: components["schemas"]["CustomerId"];
            /**
             * Format: int64
             * @description What each of the two has of it; 0 before the first invoice is paid.
             */
            points: number;
        };
        /** @description What a site's customers earn. */
        LoyaltySettings: {
            is_on: boolean;
            /** Format: int64 */
            per_visit: number;
            /** @description What of the net, in minor units, earns a point; 0 where it earns none. */
            amount_per_point: components["schemas"]["Amount"];
            /** @description What a point pays, in minor units. */
            worth: components["schemas"]["Amount"];
            /** Format: int64 */
            least: number;
            /**
             * Format: int64
             * @description Until points expire; 0 for never.
             */
            months: number;
            /**
             * Format: int64
             * @description Points for a new customer whom another brought, and as many for who brought them; 0 for none.
             */
            referral: number;
            levels: components["schemas"]["LoyaltyLevel"][];
            currency: string;
            /**
             * Format: int64
             * @description For `If-Match`; 0 while nothing was chosen.
             */
            version: number;
            /** @description update */
            actions: string[];
        };
        /** @description Where a customer stands among a site's levels. */
        LoyaltyStanding: {
            /**
             * Format: int64
             * @description Earned in the last twelve months.
             */
            earned: number;
            level: components["schemas"]["LoyaltyLevel"] | null;
            next: components["schemas"]["LoyaltyLevel"] | null;
        };
        /** @description The feed with what opens it, which is shown this once. */
        MadeCalendarFeed: {
            feed: components["schemas"]["CalendarFeed"];
            /** @description Its path on this server. */
            path: string;
        };
        MakeCount: {
            make: string;
            /** Format: int64 */
            count: number;
        };
        /** @description What somebody asks by telephone: a name is enough. */
        MakeQuote: {
            site_id: components["schemas"]["SiteId"];
            customer_id?: components["schemas"]["CustomerId"] | null;
            /** @description Who asks, in words; needed without a record. */
            caller?: string | null;
            /** @description Where they are called back; of a record, its own. */
            phone?: string | null;
            vehicle_id?: components["schemas"]["VehicleId"] | null;
            /** @description The car in words, if it has no record. */
            car?: string | null;
            /** @description What they ask for. */
            concern: string;
            /**
             * Format: int64
             * @description For how many days its prices hold; as long as the site's estimates when left out.
             */
            valid_days?: number | null;
            notes?: string | null;
            jobs?: components["schemas"]["JobInput"][];
        };
        /** @description A price, what it cost, and what is left. */
        Margin: {
            /** @description Net, of the lines whose cost is known. */
            price: components["schemas"]["Amount"];
            cost: components["schemas"]["Amount"];
            /** @description Price less cost. */
            margin: components["schemas"]["Amount"];
            /**
             * Format: int32
             * @description In basis points of the price; null of nothing.
             */
            rate: number | null;
            /** @description Less than the site wants at least. */
            low: boolean;
            /** @description Parts and sublets whose cost nobody knows; they are not in it. */
            unknown: number;
        };
        /** @description What a site wants to be left of its prices. */
        MarginGuard: {
            site_id: components["schemas"]["SiteId"];
            levels: components["schemas"]["MarginLevels"];
            /** Format: int64 */
            version: number;
            /** @description update */
            actions: string[];
        };
        MarginInput: {
            levels: components["schemas"]["MarginLevels"];
        };
        /** @description The least margins of a site and the one that it aims at, in basis points of the price; what is left out is not asked for. */
        MarginLevels: {
            /**
             * Format: int32
             * @description Of each part and sublet.
             * @default null
             */
            line: number | null;
            /**
             * Format: int32
             * @description Of what a job's parts and sublets come to.
             * @default null
             */
            job: number | null;
            /**
             * Format: int32
             * @description Of what the order's come to.
             * @default null
             */
            order: number | null;
            /**
             * Format: int32
             * @description What a price is suggested for.
             * @default null
             */
            target: number | null;
        };
        Mark: {
            kind: components["schemas"]["MarkKind"];
            /**
             * @description An arrow and a circle go from the first to the last; a line through all of them. Of a circle the two are corners of the
             *     box around it.
             */
            points: components["schemas"]["MarkPoint"][];
        };
        /** @enum {string} */
        MarkKind: "arrow" | "circle" | "line";
        /** @description A place on the picture, in ten-thousandths of its width from the left and of its height from the top. */
        MarkPoint: {
            /** Format: int32 */
            x: number;
            /** Format: int32 */
            y: number;
        };
        /** @description What is drawn over a photo, all of it. */
        Marks: {
            marks: components["schemas"]["Mark"][];
        };
        /** @description What counts at a site. */
        MarkupMatrices: {
            /** @description In the order in which they are asked; 200 at most. */
            items: components["schemas"]["MarkupMatrix"][];
        };
        /** @description What parts sell for by what they cost. */
        MarkupMatrix: {
            id: components["schemas"]["MarkupMatrixId"];
            site_id: components["schemas"]["SiteId"];
            /** @description Counts at every site of its currency. */
            everywhere: boolean;
            currency: string;
            name: string;
            /** @description Null: of all categories. */
            category: string | null;
            /** @description Null: of any make. */
            brand: string | null;
            supplier_id: components["schemas"]["SupplierId"] | null;
            supplier_name: string | null;
            basis: components["schemas"]["CostBasis"];
            kind: components["schemas"]["TierKind"];
            rounding: components["schemas"]["Amount"];
            tiers: components["schemas"]["MarkupTier"][];
            archived: boolean;
            /** Format: int64 */
            version: number;
            /** @description update */
            actions: string[];
        };
        /**
         * Format: uuid
         * @description What parts sell for by what they cost.
         */
        MarkupMatrixId: string;
        /** @description A matrix whole: which articles it prices, by which cost, and its tiers. */
        MarkupMatrixInput: {
            /** @description As it stands on the line. */
            name: string;
            /** @description Only of articles of this category; of all when left out. */
            category?: string | null;
            /** @description Only of articles of this make; of any when left out. */
            brand?: string | null;
            supplier_id?: components["schemas"]["SupplierId"] | null;
            basis: components["schemas"]["CostBasis"];
            kind: components["schemas"]["TierKind"];
            /**
             * Format: int64
             * @description Prices are whole multiples of it, at least a minor unit.
             */
            rounding: number;
            /** @description From zero, each where the one before ends; the last has no end. */
            tiers: components["schemas"]["MarkupTier"][];
            /** @description Out of use: it prices nothing any more. */
            archived?: boolean;
        };
        /** @description Tiers, and a part. */
        MarkupPreview: {
            kind: components["schemas"]["TierKind"];
            /** Format: int64 */
            rounding: number;
            tiers: components["schemas"]["MarkupTier"][];
            /**
             * Format: int64
             * @description What one costs.
             */
            cost: number;
        };
        /** @description Costs from one to another, and the rate at which they sell. */
        MarkupTier: {
            /**
             * Format: int64
             * @description What a unit costs at least.
             */
            from_cost: number;
            /**
             * Format: int64
             * @description It costs less than this, which is where the next begins; null for the last, which has no end.
             */
            to_cost: number | null;
            /**
             * Format: int32
             * @description In basis points: at most 1000 % of markup, or 99 % of margin.
             */
            rate: number;
        };
        MatchAppointment: {
            /** @description Whose it is: somebody at the desk says so, nothing is concluded from what was typed. */
            customer_id: components["schemas"]["CustomerId"];
            vehicle_id: components["schemas"]["VehicleId"];
        };
        /** @description The caller. */
        Me: {
            id: components["schemas"]["UserId"];
            name: string;
            /** @description None: they sign in with the user name, and messages to them go nowhere. */
            email: string | null;
            /** @description What they may sign in with in place of the address; small letters. */
            user_name: string | null;
            language: components["schemas"]["Language"];
            /** @description Owner of every site there is and will be. */
            superuser: boolean;
            /** @description Signs in with a password; else with a passkey or an outside provider. */
            has_password: boolean;
            /** @description Can come to a shared device with a PIN. */
            has_pin: boolean;
            /** @description In order of their codes. */
            sites: components["schemas"]["MySite"][];
        };
        /** @description How an item is measured, and what the measure says. In tenths of the unit. */
        Measured: {
            unit: components["schemas"]["InspectionUnit"];
            /**
             * Format: int64
             * @description Below this it is to be mended soon.
             */
            soon_below: number | null;
            /**
             * Format: int64
             * @description Below this it is urgent; not above the other.
             */
            urgent_below: number | null;
        };
        Merge: {
            /** @description The order whose jobs are taken over, and that is cancelled. */
            other_id: components["schemas"]["WorkOrderId"];
        };
        MergeCustomers: {
            /** @description Who becomes part of the customer in the path. */
            from: components["schemas"]["CustomerId"];
        };
        /** @description A message to a customer or to staff. While it waits for its first try, recipient, subject and body are empty. */
        Message: {
            /** Format: uuid */
            id: string;
            event: components["schemas"]["MessageEvent"];
            channel: components["schemas"]["MessageChannel"];
            recipient: string;
            language: components["schemas"]["Language"];
            subject: string;
            body: string;
            /** @description File names. */
            attachments: string[];
            state: components["schemas"]["MessageState"];
            /** Format: int32 */
            attempts: number;
            /** @description Why the last try came to nothing. */
            error: string | null;
            site_id: components["schemas"]["SiteId"];
            work_order_id: components["schemas"]["WorkOrderId"] | null;
            invoice_id: components["schemas"]["InvoiceId"] | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            sent_at: string | null;
            /**
             * Format: date-time
             * @description When the provider said that it arrived; not all say so.
             */
            delivered_at: string | null;
            /** @description `resend`. */
            actions: string[];
        };
        /**
         * @description How a message goes out.
         * @enum {string}
         */
        MessageChannel: "email" | "sms" | "whatsapp" | "push" | "console";
        /**
         * @description What a message is about.
         * @enum {string}
         */
        MessageEvent: "technician_assigned" | "status_changed" | "ready_for_pickup" | "invoice_issued" | "password_reset" | "invitation" | "registration" | "email_confirmation" | "security_alert" | "appointment_requested" | "appointment_confirmed" | "appointment_rescheduled" | "appointment_cancelled" | "appointment_reminder" | "appointment_no_show" | "inspection_report" | "estimate_sent" | "estimate_answered" | "purchase_order" | "statement" | "dunning" | "service_due" | "promotion" | "note" | "feedback" | "report";
        /** @description The texts of an event. */
        MessageEventTexts: {
            event: components["schemas"]["MessageEvent"];
            texts: components["schemas"]["MessageTextMark"][];
        };
        /** @description Which messages a site sends, and when no telephone rings. */
        MessageSettings: {
            site_id: components["schemas"]["SiteId"];
            /**
             * @description From this time in the evening on no text message goes out, where the customer is.
             * @example 21:00
             */
            quiet_from: string;
            /**
             * @description Until then in the morning.
             * @example 08:00
             */
            quiet_until: string;
            /** @description Events of which nothing is sent. */
            off: components["schemas"]["MessageEvent"][];
            /** @description Turns of the work that customers hear of. */
            statuses: components["schemas"]["WorkStatus"][];
            /** @description Events that can be switched off. */
            may_be_off: components["schemas"]["MessageEvent"][];
            /** @description `set`. */
            actions: string[];
            /**
             * Format: int64
             * @description For `If-Match`; 0 while nothing was chosen.
             */
            version: number;
        };
        /** @enum {string} */
        MessageState: "queued" | "sent" | "delivered" | "failed" | "skipped" | "unknown";
        /** @description What a message says: in own words, or in which others where it has none. */
        MessageText: {
            event: components["schemas"]["MessageEvent"];
            channel: components["schemas"]["MessageTextChannel"];
            language: components["schemas"]["Language"];
            site_id: components["schemas"]["SiteId"] | null;
            source: components["schemas"]["MessageTextSource"];
            own: components["schemas"]["MessageWords"] | null;
            garage: components["schemas"]["MessageWords"] | null;
            /**
             * @description With names in place of facts. What the built-in text only says where there is something to say is in it too; in an own text a line
             *     is left out where all its names stand for nothing.
             */
            built_in: components["schemas"]["MessageWords"];
            names: components["schemas"]["MessageTextName"][];
            /** @description `set`, `remove`. */
            actions: string[];
            /**
             * Format: int64
             * @description For `If-Match`; 0 while nothing was ever written.
             */
            version: number;
        };
        /**
         * @description What a text is made for.
         * @enum {string}
         */
        MessageTextChannel: "email" | "sms";
        /** @description Whose words a text is in. */
        MessageTextMark: {
            channel: components["schemas"]["MessageTextChannel"];
            language: components["schemas"]["Language"];
            source: components["schemas"]["MessageTextSource"];
        };
        /** @description A name that a text may have in braces. */
        MessageTextName: {
            /** @example plate */
            name: string;
            /** @description A text without it is refused. */
            is_needed: boolean;
        };
        /** @description What the words come to. */
        MessageTextPreview: {
            /** @description Empty of a text message. */
            subject: string;
            body: string;
            /** @description Places that the body takes; some letters of a text message take two. */
            characters: number;
            sms: components["schemas"]["SmsSize"] | null;
        };
        /**
         * @description Whose words go out.
         * @enum {string}
         */
        MessageTextSource: "built_in" | "garage" | "site";
        /** @description What goes out, event by event. */
        MessageTexts: {
            site_id: components["schemas"]["SiteId"] | null;
            events: components["schemas"]["MessageEventTexts"][];
            /** @description `set`. */
            actions: string[];
        };
        /** @description A try to send a message. */
        MessageTry: {
            /** Format: uuid */
            id: string;
            channel: components["schemas"]["MessageChannel"];
            /** Format: date-time */
            began_at: string;
            /**
             * Format: date-time
             * @description Null while nobody knows what came of it.
             */
            ended_at: string | null;
            outcome: components["schemas"]["MessageTryOutcome"] | null;
            /** @description In the provider's words. */
            said: string | null;
            /** @description The provider's name for the message. */
            reference: string | null;
            /**
             * Format: int32
             * @description Of a text message: providers take money for each.
             */
            parts: number | null;
            /** @description Why a better way was not taken. */
            why: string | null;
            /**
             * Format: int64
             * @description What it costs where it was taken, as far as prices were known then: millionths of the site's currency.
             */
            cost: number | null;
        };
        /**
         * @description What came of a try.
         * @enum {string}
         */
        MessageTryOutcome: "taken" | "delivered" | "refused" | "busy" | "unknown";
        /** @description Words of a message. */
        MessageWords: {
            /** @description Empty of a text message. */
            subject: string;
            body: string;
            /** @description Who wrote them; null of the built-in. */
            written_by: string | null;
            /** Format: date-time */
            written_at: string | null;
        };
        MinimumInput: {
            site_id: components["schemas"]["SiteId"];
            /**
             * Format: int64
             * @description Below this the product is low at the site; 0 for never.
             */
            minimum: number;
            /**
             * Format: int64
             * @description Up to how much is ordered when it is low; not below the minimum. Stays when left out.
             */
            maximum?: number | null;
        };
        MoveAllocation: {
            resource_id?: components["schemas"]["ResourceId"] | null;
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            until: string;
            /** @description Outside of hours, on locked days and over absences, too. Takes `schedule.overbook`. */
            overbook?: boolean;
        };
        /** @description A product that goes from one place of a site to another. */
        MoveInput: {
            site_id: components["schemas"]["SiteId"];
            product_id: components["schemas"]["ProductId"];
            from: components["schemas"]["LocationId"] | null;
            to: components["schemas"]["LocationId"] | null;
            /** Format: int64 */
            quantity: number;
            reason?: string | null;
        };
        Movement: {
            id: components["schemas"]["MovementId"];
            /** Format: date-time */
            at: string;
            site_id: components["schemas"]["SiteId"];
            kind: components["schemas"]["MovementKind"];
            /** @description Signed. */
            quantity: components["schemas"]["Quantity"];
            /** @description After it. */
            on_hand: components["schemas"]["Quantity"];
            unit_cost: components["schemas"]["Amount"] | null;
            reference: components["schemas"]["Reference"] | null;
            reason: string | null;
            by: string;
        };
        /**
         * Format: uuid
         * @description One change of a stock quantity.
         */
        MovementId: string;
        /** @enum {string} */
        MovementKind: "opening" | "receipt" | "consumption" | "return" | "adjustment" | "revaluation" | "supplier_return" | "scrap" | "transfer_out" | "transfer_in" | "count";
        /** @description What people may change of themselves; what is left out stays. */
        MyChanges: {
            language?: components["schemas"]["Language"] | null;
            name?: string | null;
            /** @description What to sign in with in place of the address; capitals tell no two apart. Null takes it away, where there is an address. */
            user_name?: string | null;
            /**
             * Format: email
             * @description Asks for a change of the address: it comes about when the link that is sent there is opened.
             */
            email?: string | null;
            /** @description For a change of the address. Left out by people who have none and signed in within the last ten minutes. */
            current_password?: string | null;
        };
        /** @description A customer at whose fleet the caller may look. */
        MyCustomer: {
            id: components["schemas"]["CustomerId"];
            name: string;
            /** @description What was invoiced in the month, by currency. */
            spent: components["schemas"]["Spent"][];
        };
        /** @description Whether the garage knows the caller as a customer, and what an erasure would do. */
        MyData: {
            outlook: components["schemas"]["ErasureOutlook"] | null;
        };
        /** @description The vehicles that the caller watches over. */
        MyFleet: {
            /**
             * @description Calendar month (UTC) of what was spent.
             * @example 2026-11
             */
            month: string;
            customers: components["schemas"]["MyCustomer"][];
            /** @description What is due first before the others; at most 500. */
            units: components["schemas"]["FleetUnit"][];
            /** @description Neither closed nor cancelled, next promise first. */
            orders: components["schemas"]["FleetOrder"][];
        };
        /** @description A site where the caller works, and what they may do there. */
        MySite: {
            id: components["schemas"]["SiteId"];
            code: string;
            name: string;
            /** @description Id of the role: `owner`, `advisor`, … or the UUID of one of the garage's own. */
            role: string;
            /** @description Nothing new begins there. */
            closed: boolean;
            permissions: string[];
            max_discount: components["schemas"]["BasisPoints"] | null;
            max_refund: components["schemas"]["Amount"] | null;
        };
        /** @description One's own clocks. */
        MyTime: {
            shift: components["schemas"]["Clocking"] | null;
            job: components["schemas"]["Clocking"] | null;
            today: components["schemas"]["TimeSum"];
            /** @description Since Monday. */
            week: components["schemas"]["TimeSum"];
        };
        NameArticle: {
            product_id: components["schemas"]["ProductId"];
        };
        NamedResource: {
            id: components["schemas"]["ResourceId"];
            name: string;
        };
        /** @description A key to make. */
        NewApiKey: {
            /** @description `Accounting export`; it stands in histories. */
            name: string;
            /** @description Names from the catalogue. */
            permissions: string[];
            sites: components["schemas"]["SiteId"][];
            /**
             * Format: date-time
             * @description Left out: it works until it is revoked.
             */
            expires_at?: string | null;
        };
        /** @description A key that was just made. */
        NewApiKeyView: {
            /** @description For the `Authorization: Bearer` header; shown this once. */
            secret: string;
            api_key: components["schemas"]["ApiKey"];
        };
        NewCalendarFeed: {
            site_id: components["schemas"]["SiteId"];
            /** @description All of the site; else the caller's own work. */
            whole_site?: boolean;
        };
        /** @description A campaign of a site. */
        NewCampaign: {
            site_id: components["schemas"]["SiteId"];
            campaign: components["schemas"]["CampaignInput"];
        };
        NewCoupon: {
            site_id: components["schemas"]["SiteId"];
            coupon: components["schemas"]["CouponInput"];
        };
        /** @description A new link. Its address is shown here and never again. */
        NewCustomerLink: {
            /**
             * @description Below the address of the web app.
             * @example /i/…
             */
            path: string;
            link: components["schemas"]["CustomerLink"];
        };
        /** @description What an export is to have beside the lines that a restore needs. */
        NewDataExport: {
            /** @description Each table for spreadsheets (CSV) too. */
            spreadsheets: boolean;
        };
        NewDevice: {
            /** @description `Tablet at lift 2` */
            name: string;
            site_id: components["schemas"]["SiteId"];
        };
        NewFee: {
            site_id: components["schemas"]["SiteId"];
            fee: components["schemas"]["FeeInput"];
        };
        NewLabourRate: {
            site_id: components["schemas"]["SiteId"];
            /** @description Unique at the site, whatever its case. */
            name: string;
            /**
             * Format: int64
             * @description Net, in the site's currency.
             */
            per_hour: number;
        };
        NewMarkupMatrix: {
            /** @description Whose it is, and whose currency it counts in. */
            site_id: components["schemas"]["SiteId"];
            /** @description It counts at every site of that currency which has none of its own for the same articles. */
            everywhere?: boolean;
            matrix: components["schemas"]["MarkupMatrixInput"];
        };
        NewPasskey: {
            /** Format: uuid */
            ceremony_id: string;
            /** @description `My telephone` */
            name: string;
            /** @description What `navigator.credentials.create` answered, as JSON. */
            credential: Record<string, never>;
        };
        NewPassword: {
            /** @description Left out by people who have none yet and signed in within the last ten minutes. */
            current_password?: string | null;
            /** @description 8 to 128 characters; not one that others would try first. */
            password: string;
        };
        NewPin: {
            /** @description 4 to 8 digits. */
            pin: string;
            /** @description The current password. Left out by people who have none and signed in within the last ten minutes. */
            password?: string | null;
        };
        /** @description What `PushManager.subscribe` gave. */
        NewPushDevice: {
            /** @example https://updates.push.services.mozilla.com/wpush/v2/gAAAAA */
            endpoint: string;
            /**
             * @description The browser's public key: an uncompressed point of P-256, base64 for addresses.
             * @example BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4
             */
            p256dh: string;
            /**
             * @description Its secret: 16 bytes, base64 for addresses.
             * @example BTBZMqHH6r4Tts7J_aSIgg
             */
            auth: string;
        };
        NewRole: {
            name: string;
            /** @description Names from the catalogue. */
            permissions: string[];
            max_discount?: components["schemas"]["BasisPoints"] | null;
            /**
             * Format: int64
             * @description The greatest refund its holders may hand out at once, in minor units of the site's currency; null is without a limit. None
             *     at all when left out.
             */
            max_refund?: number | null;
        };
        /** @description What the authenticator app takes. It counts after the first code was confirmed. */
        NewSecondFactor: {
            /** @description Base32, to type in. */
            secret: string;
            /** @description `otpauth://…`, to show as a QR code. */
            address: string;
        };
        /** @description A site to open. Code, country and currency stay as they are; everything else is changed later. */
        NewSite: {
            /** @description Up to 12 capital letters and digits: part of document numbers. */
            code: string;
            name: string;
            /** @description ISO 3166 alpha-2. */
            country: string;
            /** @description ISO 4217. */
            currency: string;
            /**
             * @description IANA name.
             * @example Africa/Tunis
             */
            time_zone: string;
            vat_rate?: components["schemas"]["BasisPoints"] | null;
            address?: string | null;
            /** @description Tunisian without a country code; any spelling. */
            phone?: string | null;
        };
        /** @description A webhook to make. */
        NewWebhook: {
            /** @description `Accountant`; it stands in histories. */
            name: string;
            /**
             * @description By https.
             * @example https://accounts.example/ecar
             */
            url: string;
            /** @description What it is told of; of everything when left out or empty. */
            types?: components["schemas"]["EventType"][];
            /** @description Of what happens at these sites it is told, and of what the group shares. */
            sites: components["schemas"]["SiteId"][];
        };
        /** @description A webhook with the secret that it was just given. */
        NewWebhookView: {
            /**
             * @description By which it knows that we are the ones who tell it; shown this once.
             * @example whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw
             */
            secret: string;
            webhook: components["schemas"]["Webhook"];
        };
        /** @description Something that the caller is to know. */
        News: {
            /** Format: uuid */
            id: string;
            kind: components["schemas"]["NewsKind"];
            site_id: components["schemas"]["SiteId"];
            /** @description It is for them alone, not for the whole desk. */
            is_own: boolean;
            work_order_id: components["schemas"]["WorkOrderId"] | null;
            /** @description Of the order. */
            number: string | null;
            vehicle: string | null;
            plate: string | null;
            /** @description The customer's name, or the telephone that it was written from. */
            customer: string | null;
            /** @description What they said or asked, or which jobs; the concern of work that was given to somebody. */
            text: string;
            /** @description Of a decision: the jobs that were declined. */
            declined: string | null;
            /** Format: date-time */
            promised_at: string | null;
            /** Format: date-time */
            at: string;
            /** @description The caller did not see it yet. */
            is_new: boolean;
        };
        /**
         * @description What news are about.
         * @enum {string}
         */
        NewsKind: "assigned" | "estimate_decided" | "question_asked" | "parts_arrived" | "promise_at_risk" | "written" | "handed_over" | "feedback" | "backup_failed" | "webhook_paused" | "leaks_found" | "deposit_came";
        /** @description A body without fields. */
        NoFields: Record<string, never>;
        /** @description A version of a note on a work order. */
        Note: {
            id: components["schemas"]["NoteId"];
            work_order_id: components["schemas"]["WorkOrderId"];
            kind: components["schemas"]["NoteKind"];
            text: string;
            by: string;
            /** Format: date-time */
            at: string;
            replaces: components["schemas"]["NoteId"] | null;
            replaced_by: components["schemas"]["NoteId"] | null;
            /** Format: date-time */
            withdrawn_at: string | null;
            withdrawn_by: string | null;
            /** @description correct, withdraw */
            actions: string[];
        };
        /**
         * Format: uuid
         * @description A version of a note on a work order.
         */
        NoteId: string;
        NoteInput: {
            kind: components["schemas"]["NoteKind"];
            text: string;
        };
        /**
         * @description Whom a note is for.
         * @enum {string}
         */
        NoteKind: "customer" | "internal" | "technician";
        /** @description A body without fields. */
        Nothing: Record<string, never>;
        /**
         * Format: uuid
         * @description A serial number or a batch in one place.
         */
        NumberId: string;
        /** @description Pieces with the same number. */
        NumberInput: {
            number: string;
            /**
             * Format: int64
             * @description How many have it; one when left out, and never more of a serial number.
             */
            quantity?: number | null;
        };
        /**
         * @description How pieces left a shelf under their number.
         * @enum {string}
         */
        NumberLeft: "returned" | "scrapped" | "corrected";
        NumberWithdrawal: {
            site_id: components["schemas"]["SiteId"];
            number: string;
            /**
             * Format: int64
             * @description How many; one when left out.
             */
            quantity?: number | null;
            why: components["schemas"]["NumberLeft"];
            reason?: string | null;
        };
        /** @description Pieces of an article with the same number: on a site's shelf, or fitted on an order. */
        NumberedPart: {
            id: components["schemas"]["NumberId"];
            product_id: components["schemas"]["ProductId"];
            sku: string;
            name: string;
            unit: string;
            /** @description A serial number or a batch. */
            number: string;
            quantity: components["schemas"]["Quantity"];
            site_id: components["schemas"]["SiteId"];
            /**
             * Format: date-time
             * @description Since when it is there, and who wrote it down.
             */
            since: string;
            by: string;
            fitted: components["schemas"]["FittedOn"] | null;
        };
        /** @description What an article has on a site's shelf, and how much of it is known by its number. */
        NumberedShelf: {
            product_id: components["schemas"]["ProductId"];
            site_id: components["schemas"]["SiteId"];
            on_hand: components["schemas"]["Quantity"];
            numbered: components["schemas"]["Quantity"];
        };
        /**
         * @description By what an article's pieces are known.
         * @enum {string}
         */
        Numbering: "none" | "serial" | "batch";
        /**
         * @description What makes a reading doubtful; it is kept and shown, and nothing is predicted from it.
         * @enum {string}
         */
        OdometerDoubt: "fast" | "out_of_order";
        OdometerInput: {
            /** Format: int64 */
            km?: number | null;
            /**
             * Format: int64
             * @description Instead of `km`: as the instrument shows it, in the vehicle's unit.
             */
            shown?: number | null;
            reason?: components["schemas"]["OdometerReason"] | null;
        };
        /** @description What the odometer showed on a day, as the present instrument counts. */
        OdometerPoint: {
            /** Format: date */
            on: string;
            /** Format: int64 */
            at: number;
        };
        /**
         * @description A reading as it was taken. None is ever changed or lost: a correction is a reading too. What a past visit told
         *     goes with it when its import is undone.
         */
        OdometerReading: {
            /** Format: uuid */
            id: string;
            /**
             * Format: int64
             * @description Kilometres, or hours of a machine.
             */
            km: number;
            /** Format: date-time */
            at: string;
            source: components["schemas"]["OdometerSource"];
            reason: components["schemas"]["OdometerReason"] | null;
            doubt: components["schemas"]["OdometerDoubt"] | null;
            work_order_id: components["schemas"]["WorkOrderId"] | null;
            by_name: string;
        };
        /**
         * @description Why a reading is lower than the one before.
         * @enum {string}
         */
        OdometerReason: "typo" | "cluster_replaced" | "unit_mixup";
        /**
         * @description Where a reading comes from.
         * @enum {string}
         */
        OdometerSource: "manual" | "import" | "work_order";
        /**
         * @description What the instrument counts. Kilometres are kept for miles too: of whole miles none is lost on the way there and back.
         * @enum {string}
         */
        OdometerUnit: "km" | "mi" | "h";
        /** @description What waits for a vehicle. */
        OfferPage: {
            site: components["schemas"]["ReportSite"];
            /** @description By which the site's booking page is known. */
            site_id: components["schemas"]["SiteId"];
            plate: string;
            vehicle: string;
            /** @description Those that still wait, the newest first. */
            jobs: components["schemas"]["OfferedJob"][];
        };
        OfferedJob: {
            id: components["schemas"]["DeferredJobId"];
            title: string;
            concern: string | null;
            /**
             * Format: date-time
             * @description When it was put off.
             */
            deferred_at: string;
            gross: components["schemas"]["Amount"] | null;
            currency: string;
            /** @description Of what was found then. */
            photos: components["schemas"]["ReportPhoto"][];
        };
        /** @description Whose offers they are. */
        OffersPage: {
            garage: string;
            /** @description E.164. */
            phone: string;
            /** @description No offers go out to this person any more. */
            stopped: boolean;
        };
        /** @description Where the browser goes next. */
        OidcAddress: {
            address: string;
        };
        /** @description Whether the caller's account is linked with one at the provider. */
        OidcLink: {
            /** @description The provider's name. */
            name: string;
            /** Format: date-time */
            linked_at: string | null;
            /** @description `link` or `unlink`. */
            actions: string[];
        };
        /** @description How a site's invoices can be paid online. */
        OnlinePayments: {
            site_id: components["schemas"]["SiteId"];
            /** @description One for each provider, whether the site has it or not. */
            accounts: components["schemas"]["PaymentAccount"][];
        };
        OnlineService: {
            id: components["schemas"]["ServiceId"];
            names: components["schemas"]["TranslatedName"];
            /**
             * Format: int32
             * @description Of work.
             */
            minutes: number;
            deposit: components["schemas"]["Amount"] | null;
        };
        /** @description One of the caller's sessions. */
        OpenSession: {
            /** Format: uuid */
            id: string;
            kind: components["schemas"]["SessionKind"];
            /** @description What the browser or program called itself. */
            agent: string;
            /** @description Where it was used last. */
            address: string;
            /** Format: date-time */
            created_at: string;
            /**
             * Format: date-time
             * @description To about a quarter of an hour.
             */
            last_used_at: string;
            /** Format: date-time */
            expires_at: string;
            /** @description The one that asks. */
            current: boolean;
            /** @description `end`. */
            actions: string[];
        };
        /** @description Starts that fit. */
        OpenTimes: {
            /**
             * Format: int32
             * @description Of work.
             */
            minutes: number;
            /** @description In order. */
            starts: string[];
        };
        /** @description What is known when the car comes. */
        OpenWorkOrder: {
            site_id: components["schemas"]["SiteId"];
            appointment_id?: components["schemas"]["AppointmentId"] | null;
            customer_id?: components["schemas"]["CustomerId"] | null;
            vehicle_id?: components["schemas"]["VehicleId"] | null;
            /** @description The customer's words. Needed unless the appointment has any. */
            concern?: string | null;
            /**
             * Format: int64
             * @description Kilometres.
             */
            odometer_in?: number | null;
            key_tag?: string | null;
            /** Format: date-time */
            promised_at?: string | null;
            lead_source?: components["schemas"]["LeadSource"] | null;
            /** @description The customer's own order number. */
            po_number?: string | null;
            notes?: string | null;
            jobs?: components["schemas"]["JobInput"][];
        };
        /** @description When a site is open, in its own time zone. */
        OpeningHours: {
            /** @description Seven days, Monday first, each with its spans in order; empty at a site that did not say. */
            week: components["schemas"]["Span"][][];
            exceptions?: components["schemas"]["HoursException"][];
        };
        /** @description Null while the order makes nothing good. */
        OrderComeback: {
            comeback: components["schemas"]["Comeback"] | null;
            /** @description update */
            actions: string[];
        };
        /** @description The deposit that an order asks for before its work begins. */
        OrderDeposit: {
            share: components["schemas"]["BasisPoints"] | null;
            amount: components["schemas"]["Amount"] | null;
            /** @description Of what is approved by now, with its taxes. */
            asked: components["schemas"]["Amount"];
            /** @description What was taken, and neither used for an invoice nor handed back. */
            held: components["schemas"]["Amount"];
        };
        /** @description All that is known of what an order's customer was offered and said to it. */
        OrderEstimates: {
            /** @description Newest first. */
            items: components["schemas"]["EstimateVersion"][];
            /** @description Newest first. */
            decisions: components["schemas"]["CustomerDecision"][];
            /** @description As they were said. */
            words: components["schemas"]["EstimateWord"][];
            links: components["schemas"]["CustomerLink"][];
            /** @description What the site's estimates are like. */
            settings: components["schemas"]["EstimateSettings"];
            /** @description send, link, answer, configure */
            actions: string[];
        };
        /** @description The inspections of a work order, and what was found. */
        OrderInspections: {
            /** @description In the order they were begun. */
            items: components["schemas"]["InspectionRow"][];
            /** @description Urgent ones first; also what became a job and was found better since. */
            findings: components["schemas"]["Finding"][];
            /** @description begin, propose */
            actions: string[];
        };
        /** @description The sheets of an order. */
        OrderIntakes: {
            /** @description Newest first: that one is valid once it is signed. */
            items: components["schemas"]["Intake"][];
            /** @description begin */
            actions: string[];
        };
        /** @description What is left of an order's prices. */
        OrderMargin: {
            currency: string;
            target: components["schemas"]["BasisPoints"] | null;
            /** @description Of the jobs below together. */
            margin: components["schemas"]["Margin"];
            /** @description Those that count and have parts or sublets. */
            jobs: components["schemas"]["JobMargin"][];
        };
        /** @description Of a work order that was asked for by telephone. */
        OrderQuote: {
            /** Format: date-time */
            asked_at: string;
            /**
             * Format: date-time
             * @description Its prices hold until then.
             */
            valid_until: string;
            /**
             * Format: date-time
             * @description When it became a visit.
             */
            converted_at: string | null;
            /** @description The car in the caller's words; null of a vehicle that has a record, and where nothing was said. */
            car: string | null;
        };
        OrderShort: {
            site_id: components["schemas"]["SiteId"];
            /** @description Lines of work orders; all that are short when left out. */
            line_ids?: components["schemas"]["LineId"][] | null;
        };
        /** @description The time that was clocked on an order. */
        OrderTime: {
            /** @description Every job, then the order as a whole where somebody clocked on it. */
            jobs: components["schemas"]["JobTime"][];
            /** @description share */
            actions: string[];
        };
        /** @description The warranties of an order's lines. */
        OrderWarranties: {
            /** @description In the order of the page; declined jobs left out. */
            items: components["schemas"]["LineWarranty"][];
            /** @description update */
            actions: string[];
        };
        /** @description The papers of an invoice's orders. */
        OrdersAttachments: {
            /** @description Only orders that have some, the oldest first. */
            orders: components["schemas"]["InvoicedAttachments"][];
        };
        /**
         * @description What happened.
         * @enum {string}
         */
        Outcome: "signed_in" | "failed" | "code_failed" | "signed_out" | "refresh_reused" | "sessions_ended" | "password_changed" | "password_reset" | "reset_requested" | "reset_link_made" | "email_change_requested" | "email_changed" | "invited" | "joined" | "disabled" | "enabled" | "roles_changed" | "second_factor_added" | "second_factor_removed" | "recovery_code_used" | "recovery_codes_made" | "pin_set" | "pin_failed" | "pin_blocked" | "passkey_added" | "passkey_removed" | "sign_in_linked" | "sign_in_unlinked" | "refused";
        /** @description One page of a list. */
        Page_Absence: {
            items: components["schemas"]["Absence"][];
            /** @description Pass it as `after` to read on; null at the end. */
            next: string | null;
        };
        /** @description One page of a list. */
        Page_ApiKey: {
            items: components["schemas"]["ApiKey"][];
            /** @description Pass it as `after` to read on; null at the end. */
            next: string | null;
        };
        /** @description One page of a list. */
        Page_AppointmentEntry: {
            items: components["schemas"]["AppointmentEntry"][];
            /** @description Pass it as `after` to read on; null at the end. */
            next: string | null;
        };
        /** @description One page of a list. */
        Page_AppointmentRow: {
            items: components["schemas"]["AppointmentRow"][];
            /** @description Pass it as `after` to read on; null at the end. */
            next: string | null;
        };
        /** @description One page of a list. */
        Page_AppointmentSeriesRow: {
            items: components["schemas"]["AppointmentSeriesRow"][];
            /** @description Pass it as `after` to read on; null at the end. */
            next: string | null;
        };
        /** @description One page of a list. */
        Page_Archive: {
            items: components["schemas"]["Archive"][];
            /** @description Pass it as `after` to read on; null at the end. */
            next: string | null;
        };
        /** @description One page of a list. */
        Page_BreakdownRow: {
            items: components["schemas"]["BreakdownRow"][];
            /** @description Pass it as `after` to read on; null at the end. */
            next: string | null;
        };
        /** @description One page of a list. */
        Page_BulkRow: {
            items: components["schemas"]["BulkRow"][];
            /** @description Pass it as `after` to read on; null at the end. */
            next: string | null;
        };
        /** @description One page of a list. */
        Page_CalendarFeed: {
            items: components["schemas"]["CalendarFeed"][];
            /** @description Pass it as `after` to read on; null at the end. */
            next: string | null;
        };
        /** @description One page of a list. */
        Page_Campaign: {
            items: components["schemas"]["Campaign"][];
            /** @description Pass it as `after` to read on; null at the end. */
            next: string | null;
        };
        /** @description One page of a list. */
        Page_CampaignRun: {
            items: components["schemas"]["CampaignRun"][];
            /** @description Pass it as `after` to read on; null at the end. */
            next: string | null;
        };
        /** @description One page of a list. */
        Page_CannedJob: {
            items: components["schemas"]["CannedJob"][];
            /** @description Pass it as `after` to read on; null at the end. */
            next: string | null;
        };
        /** @description One page of a list. */
        Page_Checkout: {
            items: components["schemas"]["Checkout"][];
            /** @description Pass it as `after` to read on; null at the end. */
            next: string | null;
        };
        /** @description One page of a list. */
        Page_Cheque: {
            items: components["schemas"]["Cheque"][];
            /** @description Pass it as `after` to read on; null at the end. */
            next: string | null;
        };
        /** @description One page of a list. */
        Page_Clocking: {
            items: components["schemas"]["Clocking"][];
            /** @description Pass it as `after` to read on; null at the end. */
            next: string | null;
        };
        /** @description One page of a list. */
        Page_ContractPrice: {
            items: components["schemas"]["ContractPrice"][];
            /** @description Pass it as `after` to read on; null at the end. */
            next: string | null;
        };
        /** @description One page of a list. */
        Page_CostLayer: {
            items: components["schemas"]["CostLayer"][];
            /** @description Pass it as `after` to read on; null at the end. */
            next: string | null;
        };
        /** @description One page of a list. */
        Page_CreditNoteRow: {
            items: components["schemas"]["CreditNoteRow"][];
            /** @description Pass it as `after` to read on; null at the end. */
            next: string | null;
        };
        /** @description One page of a list. */
        Page_Customer: {
            items: components["schemas"]["Customer"][];
            /** @description Pass it as `after` to read on; null at the end. */
            next: string | null;
        };
        /** @description One page of a list. */
        Page_CustomerMerge: {
            items: components["schemas"]["CustomerMerge"][];
            /** @description Pass it as `after` to read on; null at the end. */
            next: string | null;
        };
        /** @description One page of a list. */
        Page_DayClose: {
            items: components["schemas"]["DayClose"][];
            /** @description Pass it as `after` to read on; null at the end. */
            next: string | null;
        };
        /** @description One page of a list. */
        Page_DeadRow: {
            items: components["schemas"]["DeadRow"][];
            /** @description Pass it as `after` to read on; null at the end. */
            next: string | null;
        };
        /** @description One page of a list. */
        Page_DeferredJob: {
            items: components["schemas"]["DeferredJob"][];
            /** @description Pass it as `after` to read on; null at the end. */
            next: string | null;
        };
        /** @description One page of a list. */
        Page_Deposit: {
            items: components["schemas"]["Deposit"][];
            /** @description Pass it as `after` to read on; null at the end. */
            next: string | null;
        };
        /** @description One page of a list. */
        Page_Device: {
            items: components["schemas"]["Device"][];
            /** @description Pass it as `after` to read on; null at the end. */
            next: string | null;
        };
        /** @description One page of a list. */
        Page_DiscountRequest: {
            items: components["schemas"]["DiscountRequest"][];
            /** @description Pass it as `after` to read on; null at the end. */
            next: string | null;
        };
        /** @description One page of a list. */
        Page_DunningLetter: {
            items: components["schemas"]["DunningLetter"][];
            /** @description Pass it as `after` to read on; null at the end. */
            next: string | null;
        };
        /** @description One page of a list. */
        Page_DunningPause: {
            items: components["schemas"]["DunningPause"][];
            /** @description Pass it as `after` to read on; null at the end. */
            next: string | null;
        };
        /** @description One page of a list. */
        Page_EInvoice: {
            items: components["schemas"]["EInvoice"][];
            /** @description Pass it as `after` to read on; null at the end. */
            next: string | null;
        };
        /** @description One page of a list. */
        Page_Entry: {
            items: components["schemas"]["Entry"][];
            /** @description Pass it as `after` to read on; null at the end. */
            next: string | null;
        };
        /** @description One page of a list. */
        Page_Erasure: {
            items: components["schemas"]["Erasure"][];
            /** @description Pass it as `after` to read on; null at the end. */
            next: string | null;
        };
        /** @description One page of a list. */
        Page_Feedback: {
            items: components["schemas"]["Feedback"][];
            /** @description Pass it as `after` to read on; null at the end. */
            next: string | null;
        };
        /** @description One page of a list. */
        Page_HistoryEntry: {
            items: components["schemas"]["HistoryEntry"][];
            /** @description Pass it as `after` to read on; null at the end. */
            next: string | null;
        };
        /** @description One page of a list. */
        Page_InvoiceRow: {
            items: components["schemas"]["InvoiceRow"][];
            /** @description Pass it as `after` to read on; null at the end. */
            next: string | null;
        };
        /** @description One page of a list. */
        Page_JournalExport: {
            items: components["schemas"]["JournalExport"][];
            /** @description Pass it as `after` to read on; null at the end. */
            next: string | null;
        };
        /** @description One page of a list. */
        Page_KpiRow: {
            items: components["schemas"]["KpiRow"][];
            /** @description Pass it as `after` to read on; null at the end. */
            next: string | null;
        };
        /** @description One page of a list. */
        Page_Leak: {
            items: components["schemas"]["Leak"][];
            /** @description Pass it as `after` to read on; null at the end. */
            next: string | null;
        };
        /** @description One page of a list. */
        Page_Leftover: {
            items: components["schemas"]["Leftover"][];
            /** @description Pass it as `after` to read on; null at the end. */
            next: string | null;
        };
        /** @description One page of a list. */
        Page_LineWithoutNumbers: {
            items: components["schemas"]["LineWithoutNumbers"][];
            /** @description Pass it as `after` to read on; null at the end. */
            next: string | null;
        };
        /** @description One page of a list. */
        Page_Location: {
            items: components["schemas"]["Location"][];
            /** @description Pass it as `after` to read on; null at the end. */
            next: string | null;
        };
        /** @description One page of a list. */
        Page_LocationMove: {
            items: components["schemas"]["LocationMove"][];
            /** @description Pass it as `after` to read on; null at the end. */
            next: string | null;
        };
        /** @description One page of a list. */
        Page_LocationProduct: {
            items: components["schemas"]["LocationProduct"][];
            /** @description Pass it as `after` to read on; null at the end. */
            next: string | null;
        };
        /** @description One page of a list. */
        Page_LockedDay: {
            items: components["schemas"]["LockedDay"][];
            /** @description Pass it as `after` to read on; null at the end. */
            next: string | null;
        };
        /** @description One page of a list. */
        Page_LoyaltyEntry: {
            items: components["schemas"]["LoyaltyEntry"][];
            /** @description Pass it as `after` to read on; null at the end. */
            next: string | null;
        };
        /** @description One page of a list. */
        Page_Message: {
            items: components["schemas"]["Message"][];
            /** @description Pass it as `after` to read on; null at the end. */
            next: string | null;
        };
        /** @description One page of a list. */
        Page_Movement: {
            items: components["schemas"]["Movement"][];
            /** @description Pass it as `after` to read on; null at the end. */
            next: string | null;
        };
        /** @description One page of a list. */
        Page_News: {
            items: components["schemas"]["News"][];
            /** @description Pass it as `after` to read on; null at the end. */
            next: string | null;
        };
        /** @description One page of a list. */
        Page_Note: {
            items: components["schemas"]["Note"][];
            /** @description Pass it as `after` to read on; null at the end. */
            next: string | null;
        };
        /** @description One page of a list. */
        Page_NumberedPart: {
            items: components["schemas"]["NumberedPart"][];
            /** @description Pass it as `after` to read on; null at the end. */
            next: string | null;
        };
        /** @description One page of a list. */
        Page_OdometerReading: {
            items: components["schemas"]["OdometerReading"][];
            /** @description Pass it as `after` to read on; null at the end. */
            next: string | null;
        };
        /** @description One page of a list. */
        Page_OpenSession: {
            items: components["schemas"]["OpenSession"][];
            /** @description Pass it as `after` to read on; null at the end. */
            next: string | null;
        };
        /** @description One page of a list. */
        Page_Passkey: {
            items: components["schemas"]["Passkey"][];
            /** @description Pass it as `after` to read on; null at the end. */
            next: string | null;
        };
        /** @description One page of a list. */
        Page_PayTerms: {
            items: components["schemas"]["PayTerms"][];
            /** @description Pass it as `after` to read on; null at the end. */
            next: string | null;
        };
        /** @description One page of a list. */
        Page_PermissionGroup: {
            items: components["schemas"]["PermissionGroup"][];
            /** @description Pass it as `after` to read on; null at the end. */
            next: string | null;
        };
        /** @description One page of a list. */
        Page_PriceAgreement: {
            items: components["schemas"]["PriceAgreement"][];
            /** @description Pass it as `after` to read on; null at the end. */
            next: string | null;
        };
        /** @description One page of a list. */
        Page_ProductRow: {
            items: components["schemas"]["ProductRow"][];
            /** @description Pass it as `after` to read on; null at the end. */
            next: string | null;
        };
        /** @description One page of a list. */
        Page_PurchaseOrderRow: {
            items: components["schemas"]["PurchaseOrderRow"][];
            /** @description Pass it as `after` to read on; null at the end. */
            next: string | null;
        };
        /** @description One page of a list. */
        Page_PushDevice: {
            items: components["schemas"]["PushDevice"][];
            /** @description Pass it as `after` to read on; null at the end. */
            next: string | null;
        };
        /** @description One page of a list. */
        Page_QuoteRow: {
            items: components["schemas"]["QuoteRow"][];
            /** @description Pass it as `after` to read on; null at the end. */
            next: string | null;
        };
        /** @description One page of a list. */
        Page_Reminder: {
            items: components["schemas"]["Reminder"][];
            /** @description Pass it as `after` to read on; null at the end. */
            next: string | null;
        };
        /** @description One page of a list. */
        Page_ReminderRun: {
            items: components["schemas"]["ReminderRun"][];
            /** @description Pass it as `after` to read on; null at the end. */
            next: string | null;
        };
        /** @description One page of a list. */
        Page_ReorderRow: {
            items: components["schemas"]["ReorderRow"][];
            /** @description Pass it as `after` to read on; null at the end. */
            next: string | null;
        };
        /** @description One page of a list. */
        Page_Reservation: {
            items: components["schemas"]["Reservation"][];
            /** @description Pass it as `after` to read on; null at the end. */
            next: string | null;
        };
        /** @description One page of a list. */
        Page_Resource: {
            items: components["schemas"]["Resource"][];
            /** @description Pass it as `after` to read on; null at the end. */
            next: string | null;
        };
        /** @description One page of a list. */
        Page_Role: {
            items: components["schemas"]["Role"][];
            /** @description Pass it as `after` to read on; null at the end. */
            next: string | null;
        };
        /** @description One page of a list. */
        Page_SavedReport: {
            items: components["schemas"]["SavedReport"][];
            /** @description Pass it as `after` to read on; null at the end. */
            next: string | null;
        };
        /** @description One page of a list. */
        Page_Service: {
            items: components["schemas"]["Service"][];
            /** @description Pass it as `after` to read on; null at the end. */
            next: string | null;
        };
        /** @description One page of a list. */
        Page_ShelfNumber: {
            items: components["schemas"]["ShelfNumber"][];
            /** @description Pass it as `after` to read on; null at the end. */
            next: string | null;
        };
        /** @description One page of a list. */
        Page_SignIn: {
            items: components["schemas"]["SignIn"][];
            /** @description Pass it as `after` to read on; null at the end. */
            next: string | null;
        };
        /** @description One page of a list. */
        Page_Site: {
            items: components["schemas"]["Site"][];
            /** @description Pass it as `after` to read on; null at the end. */
            next: string | null;
        };
        /** @description One page of a list. */
        Page_Staff: {
            items: components["schemas"]["Staff"][];
            /** @description Pass it as `after` to read on; null at the end. */
            next: string | null;
        };
        /** @description One page of a list. */
        Page_StockTakeLine: {
            items: components["schemas"]["StockTakeLine"][];
            /** @description Pass it as `after` to read on; null at the end. */
            next: string | null;
        };
        /** @description One page of a list. */
        Page_StockTakeRow: {
            items: components["schemas"]["StockTakeRow"][];
            /** @description Pass it as `after` to read on; null at the end. */
            next: string | null;
        };
        /** @description One page of a list. */
        Page_StoreCore: {
            items: components["schemas"]["StoreCore"][];
            /** @description Pass it as `after` to read on; null at the end. */
            next: string | null;
        };
        /** @description One page of a list. */
        Page_Supplier: {
            items: components["schemas"]["Supplier"][];
            /** @description Pass it as `after` to read on; null at the end. */
            next: string | null;
        };
        /** @description One page of a list. */
        Page_SupplierInvoiceRow: {
            items: components["schemas"]["SupplierInvoiceRow"][];
            /** @description Pass it as `after` to read on; null at the end. */
            next: string | null;
        };
        /** @description One page of a list. */
        Page_SupplierItem: {
            items: components["schemas"]["SupplierItem"][];
            /** @description Pass it as `after` to read on; null at the end. */
            next: string | null;
        };
        /** @description One page of a list. */
        Page_SupplierReturnRow: {
            items: components["schemas"]["SupplierReturnRow"][];
            /** @description Pass it as `after` to read on; null at the end. */
            next: string | null;
        };
        /** @description One page of a list. */
        Page_TimelineEntry: {
            items: components["schemas"]["TimelineEntry"][];
            /** @description Pass it as `after` to read on; null at the end. */
            next: string | null;
        };
        /** @description One page of a list. */
        Page_TransferRow: {
            items: components["schemas"]["TransferRow"][];
            /** @description Pass it as `after` to read on; null at the end. */
            next: string | null;
        };
        /** @description One page of a list. */
        Page_UnbilledLine: {
            items: components["schemas"]["UnbilledLine"][];
            /** @description Pass it as `after` to read on; null at the end. */
            next: string | null;
        };
        /** @description One page of a list. */
        Page_UnfinishedOrder: {
            items: components["schemas"]["UnfinishedOrder"][];
            /** @description Pass it as `after` to read on; null at the end. */
            next: string | null;
        };
        /** @description One page of a list. */
        Page_User: {
            items: components["schemas"]["User"][];
            /** @description Pass it as `after` to read on; null at the end. */
            next: string | null;
        };
        /** @description One page of a list. */
        Page_Vehicle: {
            items: components["schemas"]["Vehicle"][];
            /** @description Pass it as `after` to read on; null at the end. */
            next: string | null;
        };
        /** @description One page of a list. */
        Page_VehicleVisit: {
            items: components["schemas"]["VehicleVisit"][];
            /** @description Pass it as `after` to read on; null at the end. */
            next: string | null;
        };
        /** @description One page of a list. */
        Page_Warranty: {
            items: components["schemas"]["Warranty"][];
            /** @description Pass it as `after` to read on; null at the end. */
            next: string | null;
        };
        /** @description One page of a list. */
        Page_Webhook: {
            items: components["schemas"]["Webhook"][];
            /** @description Pass it as `after` to read on; null at the end. */
            next: string | null;
        };
        /** @description One page of a list. */
        Page_WebhookDelivery: {
            items: components["schemas"]["WebhookDelivery"][];
            /** @description Pass it as `after` to read on; null at the end. */
            next: string | null;
        };
        /** @description One page of a list. */
        Page_WorkOrderRow: {
            items: components["schemas"]["WorkOrderRow"][];
            /** @description Pass it as `after` to read on; null at the end. */
            next: string | null;
        };
        PaidInvoice: {
            id: components["schemas"]["InvoiceId"];
            /** @description Of the invoice, or of the earlier system's document. */
            number: string;
            /** Format: date */
            issued_on: string | null;
            /** Format: date */
            due_on: string | null;
            due: components["schemas"]["Amount"];
            /** @description What it would be paid; zero where nothing is left for it. */
            amount: components["schemas"]["Amount"];
            /** @description What would be kept back of it as tax, where the money pays the rest. */
            withheld: components["schemas"]["Amount"];
            /** @description What would be due then. */
            left: components["schemas"]["Amount"];
        };
        /**
         * @description What an invoice or a receipt is printed on; all else is on A4.
         * @enum {string}
         */
        PaperSize: "a4" | "slip";
        PartOwner: {
            id: components["schemas"]["CustomerId"];
            name: string;
            phone: string | null;
        };
        /**
         * @description Where a part line is on its way from the shelf to the car (PRODUCT 1.0).
         * @enum {string}
         */
        PartState: "short" | "ordered" | "reserved" | "issued" | "returned";
        /**
         * @description Where the parts of a line, a job or an order are (PRODUCT J3).
         * @enum {string}
         */
        PartsLight: "short" | "on_the_way" | "on_premises";
        /** @description How many vehicles were passed over, by the reason. */
        PassedOver: {
            /**
             * Format: int64
             * @description They heard of it before, and it is too early for the next time.
             */
            told: number;
            /** Format: int64 */
            booked: number;
            /** Format: int64 */
            inside: number;
            /** Format: int64 */
            no_owner: number;
            /** Format: int64 */
            customer_gone: number;
            /** Format: int64 */
            refused: number;
            /** Format: int64 */
            unreachable: number;
        };
        /** @description One of the caller's passkeys. */
        Passkey: {
            /** Format: uuid */
            id: string;
            name: string;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            last_used_at: string | null;
            /** @description `rename`, `remove`. */
            actions: string[];
        };
        /** @description A challenge for the browser. */
        PasskeyChallenge: {
            /**
             * Format: uuid
             * @description Comes back with the answer, within five minutes.
             */
            ceremony_id: string;
            /** @description For `navigator.credentials.create` or `.get`, with bytes in base64url (`PublicKeyCredential.parse…OptionsFromJSON`). */
            options: Record<string, never>;
        };
        PasskeyName: {
            /** @description `My telephone` */
            name: string;
        };
        PasskeySignIn: {
            /** Format: uuid */
            ceremony_id: string;
            /** @description What `navigator.credentials.get` answered, as JSON. */
            credential: Record<string, never>;
            refresh?: components["schemas"]["Delivery"];
        };
        /** @description Who is to be left alone: a customer or an invoice. */
        PauseDunning: {
            site_id: components["schemas"]["SiteId"];
            customer_id?: components["schemas"]["CustomerId"] | null;
            invoice_id?: components["schemas"]["InvoiceId"] | null;
            /**
             * Format: date
             * @description The last day; until somebody ends it when left out.
             */
            until?: string | null;
            reason: string;
        };
        /** @description A new link. Its address is shown here and never again. */
        PayLink: {
            /**
             * @description Where the customer pays, whole.
             * @example https://garage.example/p/…
             */
            url: string;
            /** Format: date-time */
            expires_at: string;
        };
        /** @description A body without fields. */
        PayNothing: Record<string, never>;
        PayOffer: {
            provider: components["schemas"]["PaymentProvider"];
            /** @description No money moves. */
            test_mode: boolean;
        };
        /** @description An invoice as its payer sees it. Amounts in minor units of the currency. */
        PayPage: {
            site: components["schemas"]["PaySite"];
            /** @description Of the invoice, or of the earlier system's document. */
            number: string;
            currency: string;
            total: components["schemas"]["Amount"];
            paid: components["schemas"]["Amount"];
            /** @description What is left to pay; never below zero. */
            due: components["schemas"]["Amount"];
            state: components["schemas"]["PayState"];
            /** @description Where it can be paid now. */
            providers: components["schemas"]["PayOffer"][];
            /** @description It can be read as PDF. */
            has_pdf: boolean;
        };
        /** @description What everybody earned who was there, sold hours or had hours taken back. */
        PayReport: {
            currency: string;
            /** Format: date */
            from: string;
            /** Format: date */
            until: string;
            /** @description By name. */
            people: components["schemas"]["PersonPay"][];
            total: components["schemas"]["PaySum"];
        };
        /** @description The site as strangers see it. */
        PaySite: {
            code: string;
            name: string;
            address: string;
            /** @description E.164. */
            phone: string;
            /** @description IANA name. */
            time_zone: string;
            languages: components["schemas"]["Language"][];
            default_language: components["schemas"]["Language"];
        };
        /** @enum {string} */
        PayState: "due" | "waiting" | "paid" | "failed" | "checking";
        /** @description What it comes to. */
        PaySum: {
            /**
             * Format: int64
             * @description Seconds on the shift clock.
             */
            attended: number;
            /**
             * Format: int64
             * @description Thousandths of an hour, of orders completed in the period.
             */
            sold: number;
            /**
             * Format: int64
             * @description Thousandths of an hour of jobs that came back for workmanship; counted where the terms say so.
             */
            taken_back: number;
            /** @description What the person's parts of jobs ask without VAT. */
            labour_net: components["schemas"]["Amount"];
            parts_net: components["schemas"]["Amount"];
            /** @description For attended hours. */
            hourly: components["schemas"]["Amount"];
            /** @description For sold hours. */
            flat_rate: components["schemas"]["Amount"];
            /** @description For hours taken back: nothing or less. */
            back_flag: components["schemas"]["Amount"];
            labour_commission: components["schemas"]["Amount"];
            parts_commission: components["schemas"]["Amount"];
            total: components["schemas"]["Amount"];
        };
        /** @description What a person earns. What is nothing is not paid. */
        PayTerms: {
            id: components["schemas"]["PayTermsId"];
            site_id: components["schemas"]["SiteId"];
            user: components["schemas"]["Worker"];
            /**
             * Format: date
             * @description The first day at the site; until other terms of the person begin.
             */
            from_on: string;
            /** @description Per attended hour, in minor units of the site's currency. */
            hourly: components["schemas"]["Amount"];
            /** @description Per sold hour. */
            flat_rate: components["schemas"]["Amount"];
            /** @description Of what the person's labour asks without VAT. */
            labour_share: components["schemas"]["BasisPoints"];
            /** @description Of what the parts of the person's jobs ask without VAT. */
            parts_share: components["schemas"]["BasisPoints"];
            /** @description A comeback for workmanship takes the hours of its jobs back. */
            back_flag: boolean;
            /** Format: int64 */
            version: number;
            /** @description update, remove */
            actions: string[];
        };
        /**
         * Format: uuid
         * @description What a person earns at a site from a day on.
         */
        PayTermsId: string;
        Payment: {
            id: components["schemas"]["PaymentId"];
            kind: components["schemas"]["PaymentKind"];
            tender: components["schemas"]["Tender"];
            /** @description More than zero, whichever way the money went. */
            amount: components["schemas"]["Amount"];
            reference: string | null;
            /** @description Why it went back; null for what came in. */
            reason: string | null;
            /** Format: date-time */
            at: string;
            /** @description Who took it, or handed it back. */
            by: string;
        };
        /** @description What a site has with a provider. Its secrets are never shown. */
        PaymentAccount: {
            provider: components["schemas"]["PaymentProvider"];
            /** @description Customers may pay there. */
            enabled: boolean;
            /** @description No money moves: for trying it out. */
            test_mode: boolean;
            /** @description Konnect's wallet, Flouci's public token. */
            account: string | null;
            has_key: boolean;
            has_webhook_secret: boolean;
            /** @description What the provider is to be told for its messages. */
            webhook_url: string;
            /**
             * Format: int64
             * @description For `If-Match`; 0 while nothing was chosen.
             */
            version: number;
        };
        /**
         * Format: uuid
         * @description Money received, or handed back.
         */
        PaymentId: string;
        /**
         * @description Which way the money went.
         * @enum {string}
         */
        PaymentKind: "payment" | "deposit" | "receipt" | "refund" | "withheld" | "moved" | "bounced" | "taken_back";
        /**
         * @description Who takes the customer's money.
         * @enum {string}
         */
        PaymentProvider: "stripe" | "konnect" | "flouci";
        /**
         * Format: binary
         * @description The bytes of a PDF file.
         */
        PdfFile: string;
        Permission: {
            /** @description `work_order.complete` */
            name: string;
            /** @description The caller holds it at every site, so they may put it into a role. */
            may_give: boolean;
        };
        /** @description Permissions that stand together on the screen. */
        PermissionGroup: {
            /** @description `customers`, `work_orders`, … */
            name: string;
            permissions: components["schemas"]["Permission"][];
        };
        PersonPay: {
            user: components["schemas"]["Worker"];
            pay: components["schemas"]["PaySum"];
            /** @description Terms of pay held on a day of the period. */
            has_terms: boolean;
        };
        PersonTime: {
            user: components["schemas"]["Worker"];
            time: components["schemas"]["TimeSum"];
        };
        /**
         * Format: binary
         * @description The bytes of a photo.
         */
        PhotoBytes: string;
        /**
         * @description Where a picture stands.
         * @enum {string}
         */
        PictureState: "waiting" | "kept" | "failed";
        /** @description Somebody who can come to a shared device. */
        PinPerson: {
            id: components["schemas"]["UserId"];
            name: string;
        };
        PinSwitch: {
            user_id: components["schemas"]["UserId"];
            pin: string;
        };
        /** @description A person's role at a site. */
        Place: {
            site_id: components["schemas"]["SiteId"];
            /** @description Id of the role. */
            role: string;
        };
        PlaceValue: {
            location_id: components["schemas"]["LocationId"] | null;
            name: string | null;
            value_cost: components["schemas"]["Amount"];
        };
        Placing: {
            column_id: components["schemas"]["ColumnId"];
        };
        /** @description Something to be done again after so many kilometres, months or (of a machine) hours, whichever comes first. */
        PlanItem: {
            /** @description `oil`: by it the vehicles' own intervals and dates are kept. Small letters, digits and `_`. */
            key: string;
            title: components["schemas"]["Titles"];
            /** Format: int64 */
            km: number | null;
            /** Format: int32 */
            months: number | null;
            /** Format: int64 */
            hours: number | null;
            /** @description The fuels it is for; every vehicle when empty. */
            fuels: components["schemas"]["Fuel"][];
            /** @description A visit whose jobs hold one of these in their titles did it. */
            words: string[];
        };
        Plate: {
            /** @description ISO 3166 alpha-2. */
            country: string;
            kind: components["schemas"]["PlateKind"];
            /** @description Canonical: `215 TU 4821`. */
            text: string;
        };
        /** @enum {string} */
        PlateKind: "TU" | "RS" | "OTHER";
        /** @description Words of a campaign to look at. */
        PreviewCampaign: {
            language: components["schemas"]["Language"];
            channel: components["schemas"]["MessageTextChannel"];
            /** @description Of a mail. */
            subject?: string | null;
            body: string;
        };
        /** @description Words to look at before they are kept. */
        PreviewMessageText: {
            subject?: string | null;
            body: string;
            /**
             * Format: uuid
             * @description With the facts of this message; of an example when left out.
             */
            message_id?: string | null;
        };
        /** @description Money that may come in. */
        PreviewReceipt: {
            site_id: components["schemas"]["SiteId"];
            customer_id: components["schemas"]["CustomerId"];
            /**
             * Format: int64
             * @description In minor units of the site's currency.
             */
            amount: number;
            /** @description What it is for; the oldest invoices first when left out. */
            allocations?: components["schemas"]["ReceiptAllocation"][] | null;
            /**
             * Format: int32
             * @description What the customer keeps back as tax of each invoice.
             */
            withholding_rate?: number | null;
        };
        PreviewedPrice: {
            /** @description What it sells for. */
            price: components["schemas"]["Amount"];
            /** @description The place of its tier, from 0. */
            tier: number;
        };
        /** @description Which rate labour has for a customer or a vehicle. */
        PriceAgreement: {
            id: components["schemas"]["PriceAgreementId"];
            site_id: components["schemas"]["SiteId"];
            customer_id: components["schemas"]["CustomerId"] | null;
            vehicle_id: components["schemas"]["VehicleId"] | null;
            /** @description The customer's name, or the vehicle's plate and model. */
            label: string;
            labour_rate: components["schemas"]["LabourRate"];
            /** Format: int64 */
            version: number;
            /** @description update, remove */
            actions: string[];
        };
        /**
         * Format: uuid
         * @description What was agreed with a customer, or for a vehicle.
         */
        PriceAgreementId: string;
        /**
         * @description What set a price.
         * @enum {string}
         */
        PriceRule: "vehicle_rate" | "customer_rate" | "job_rate" | "order_rate" | "site_rate" | "contract_price" | "customer_level" | "matrix" | "catalogue" | "fee" | "package" | "by_hand";
        /** @description What went wrong, for programs (`code`, `errors`) and for people (`title`, `detail`). */
        Problem: {
            /** @description `/problems/<code>`. */
            type: string;
            code: string;
            title: string;
            /** Format: int32 */
            status: number;
            detail?: string;
            errors?: components["schemas"]["FieldError"][];
        };
        Product: {
            id: components["schemas"]["ProductId"];
            sku: string;
            barcode: string | null;
            name: string;
            category: string | null;
            /** @description Whose make it is. */
            brand: string | null;
            unit: components["schemas"]["Unit"];
            /** @description Net, of one unit. */
            price: components["schemas"]["Amount"];
            vat_rate: components["schemas"]["BasisPoints"];
            /** @description Whether stock is kept of it. */
            tracked: boolean;
            archived: boolean;
            /** @description What it is also sold in. */
            packs?: components["schemas"]["SalePack"][];
            core_charge: components["schemas"]["Amount"] | null;
            /** @description By what its pieces are known. */
            numbering?: components["schemas"]["Numbering"];
            /** @description A levy on the price that VAT is charged on too, at sites whose country has one; 0 for none. */
            levy_rate?: components["schemas"]["BasisPoints"];
            /** @description Of the sites the caller sees. */
            stock: components["schemas"]["StockLevel"][];
            /** Format: int64 */
            version: number;
            /** @description `update`, `receive`, `adjust`, `set_minimum`. */
            actions: string[];
        };
        /** @description The fields to change; those left out stay. */
        ProductChange: {
            /** @default null */
            sku?: string | null;
            /** @default null */
            name?: string | null;
            /** @default null */
            barcode?: string | null;
            /** @default null */
            category?: string | null;
            /** @default null */
            brand?: string | null;
            /** @default null */
            unit?: components["schemas"]["Unit"] | null;
            /**
             * Format: int64
             * @default null
             */
            price?: number | null;
            /** @default null */
            vat_rate?: components["schemas"]["BasisPoints"] | null;
            /** @default null */
            tracked?: boolean | null;
            /** @default null */
            archived?: boolean | null;
            /**
             * @description All of them, as they are to be.
             * @default null
             */
            packs?: components["schemas"]["SalePackInput"][] | null;
            /**
             * Format: int64
             * @default null
             */
            core_charge?: number | null;
            /** @default null */
            numbering?: components["schemas"]["Numbering"] | null;
            /** @default null */
            levy_rate?: components["schemas"]["BasisPoints"] | null;
        };
        /**
         * Format: uuid
         * @description An article of the catalogue.
         */
        ProductId: string;
        /** @description What a new article needs. */
        ProductInput: {
            /** @description Unique, whatever its case and separators. */
            sku: string;
            name: string;
            barcode?: string | null;
            category?: string | null;
            /** @description Whose make it is. */
            brand?: string | null;
            unit?: components["schemas"]["Unit"] | null;
            /**
             * Format: int64
             * @description Net, of one unit.
             */
            price: number;
            vat_rate: components["schemas"]["BasisPoints"];
            /** @description Whether stock is kept of it; true when left out. */
            tracked?: boolean | null;
            /** @description What it is also sold in. */
            packs?: components["schemas"]["SalePackInput"][];
            /**
             * Format: int64
             * @description What is charged for one, net, until its old part comes; none or 0 for what has none that is worth it.
             */
            core_charge?: number | null;
            /** @description By what its pieces are known; not at all when left out. */
            numbering?: components["schemas"]["Numbering"];
            levy_rate?: components["schemas"]["BasisPoints"] | null;
        };
        /** @description A location in which a product lies. */
        ProductLocation: {
            location_id: components["schemas"]["LocationId"];
            site_id: components["schemas"]["SiteId"];
            name: string;
            kind: components["schemas"]["LocationKind"];
            quantity: components["schemas"]["Quantity"];
            bin: string | null;
        };
        /** @description One line of the list. The quantities are of the site asked for, or the sum over all that the caller sees. */
        ProductRow: {
            id: components["schemas"]["ProductId"];
            sku: string;
            name: string;
            category: string | null;
            brand: string | null;
            unit: components["schemas"]["Unit"];
            price: components["schemas"]["Amount"];
            vat_rate: components["schemas"]["BasisPoints"];
            tracked: boolean;
            /** @description Where it lies; null unless one site is asked for. */
            bin: string | null;
            on_hand: components["schemas"]["Quantity"];
            reserved: components["schemas"]["Quantity"];
            /** @description On hand and not reserved. */
            available: components["schemas"]["Quantity"];
            on_order: components["schemas"]["Quantity"];
            minimum: components["schemas"]["Quantity"];
            maximum: components["schemas"]["Quantity"];
            /** @description What it is also sold in. */
            packs: components["schemas"]["SalePack"][];
        };
        /** @description The current password, once more. Left out by people who have none and signed in within the last ten minutes. */
        Proof: {
            password?: string | null;
        };
        ProposeJobs: {
            /** @description Which findings; all that are no job yet when left out. */
            item_ids?: components["schemas"]["ItemId"][] | null;
        };
        /** @description A site as strangers see it. */
        PublicSite: {
            code: string;
            name: string;
            address: string;
            /** @description E.164. */
            phone: string;
            /** @description IANA name. */
            time_zone: string;
            languages: components["schemas"]["Language"][];
            default_language: components["schemas"]["Language"];
        };
        PurchaseDelivery: {
            id: components["schemas"]["GoodsReceiptId"];
            /** @description The supplier's. */
            delivery_number: string | null;
            /** Format: date-time */
            at: string;
            by: string;
            lines: components["schemas"]["DeliveredLine"][];
        };
        PurchaseLine: {
            id: components["schemas"]["PurchaseLineId"];
            product_id: components["schemas"]["ProductId"];
            sku: string;
            /** @description The supplier's. */
            article_number: string | null;
            description: string;
            unit: components["schemas"]["Unit"];
            /** @description How many of our units are in one of the supplier's. */
            pack_size: components["schemas"]["Quantity"];
            /** @description How many of the supplier's units are ordered. */
            packs: components["schemas"]["Quantity"];
            /** @description The same in our units, like all that follow. */
            quantity: components["schemas"]["Quantity"];
            received: components["schemas"]["Quantity"];
            /** @description What has not come. */
            outstanding: components["schemas"]["Quantity"];
            /** @description What came beyond what was ordered. */
            over: components["schemas"]["Quantity"];
            /** @description What suppliers' invoices have of it. */
            billed: components["schemas"]["Quantity"];
            /** @description Name of the part that was ordered, when this one comes in its place. */
            instead_of: string | null;
            pack_cost: components["schemas"]["Amount"] | null;
            line_cost: components["schemas"]["Amount"] | null;
            /** @description For which lines of work orders; the rest is for the shelf. */
            jobs: components["schemas"]["PurchaseLink"][];
            /** @description By what its pieces are known. */
            numbering?: components["schemas"]["Numbering"];
        };
        /** @description What may change on a line of a draft; left out stays. */
        PurchaseLineChange: {
            /**
             * Format: int64
             * @description How many of the supplier's packs, in thousandths; not less than work orders need.
             * @default null
             */
            packs?: number | null;
            /**
             * Format: int64
             * @description Of one pack, net.
             * @default null
             */
            pack_cost?: number | null;
        };
        /**
         * Format: uuid
         * @description A product on a purchase order.
         */
        PurchaseLineId: string;
        PurchaseLineInput: {
            product_id: components["schemas"]["ProductId"];
            /**
             * Format: int64
             * @description How many of the supplier's packs, in thousandths.
             */
            packs: number;
            /**
             * Format: int64
             * @description Of one pack, net; what the supplier asked last when left out.
             */
            pack_cost?: number | null;
        };
        PurchaseLink: {
            line_id: components["schemas"]["LineId"];
            work_order_id: components["schemas"]["WorkOrderId"];
            order_number: string;
            quantity: components["schemas"]["Quantity"];
            /** @description How much of it came. */
            served: components["schemas"]["Quantity"];
        };
        /** @description An empty body. */
        PurchaseNothing: Record<string, never>;
        PurchaseOrder: {
            id: components["schemas"]["PurchaseOrderId"];
            /** @example PO-LAC-2026-00042 */
            number: string;
            site_id: components["schemas"]["SiteId"];
            supplier: components["schemas"]["PurchaseSupplier"];
            state: components["schemas"]["PurchaseState"];
            currency: string;
            /** Format: date */
            expected_on: string | null;
            notes: string | null;
            cancel_reason: string | null;
            lines: components["schemas"]["PurchaseLine"][];
            total_cost: components["schemas"]["Amount"] | null;
            /** @description What came, oldest first. */
            deliveries: components["schemas"]["PurchaseDelivery"][];
            /** Format: date-time */
            created_at: string;
            created_by: string;
            /** Format: date-time */
            sent_at: string | null;
            /** Format: date-time */
            closed_at: string | null;
            /** Format: int64 */
            version: number;
            /** @description update, `add_line`, send, receive, substitute, close, cancel */
            actions: string[];
        };
        /** @description The fields to change; those left out stay. */
        PurchaseOrderChange: {
            /**
             * Format: date
             * @description When it is expected now: a back-order that comes later.
             * @default null
             */
            expected_on?: string | null;
            /** @default null */
            notes?: string | null;
        };
        /**
         * Format: uuid
         * @description What is bought of a supplier at once.
         */
        PurchaseOrderId: string;
        /** @description A new purchase order. */
        PurchaseOrderInput: {
            site_id: components["schemas"]["SiteId"];
            supplier_id: components["schemas"]["SupplierId"];
            lines?: components["schemas"]["PurchaseLineInput"][];
            /** Format: date */
            expected_on?: string | null;
            notes?: string | null;
        };
        /** @description A purchase order in a list. */
        PurchaseOrderRow: {
            id: components["schemas"]["PurchaseOrderId"];
            number: string;
            site_id: components["schemas"]["SiteId"];
            supplier: components["schemas"]["PurchaseSupplier"];
            state: components["schemas"]["PurchaseState"];
            currency: string;
            /** Format: date */
            expected_on: string | null;
            total_cost: components["schemas"]["Amount"] | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            sent_at: string | null;
        };
        /**
         * @description draft → sent → partly received → received → billed → closed; cancelled from what nothing came of.
         * @enum {string}
         */
        PurchaseState: "draft" | "sent" | "partly_received" | "received" | "billed" | "closed" | "cancelled";
        PurchaseSupplier: {
            id: components["schemas"]["SupplierId"];
            name: string;
        };
        /**
         * @description What for: a message about their own visit, or an offer.
         * @enum {string}
         */
        Purpose: "service" | "marketing";
        /** @description A browser that is told. */
        PushDevice: {
            /** Format: uuid */
            id: string;
            /** @description Through whom: `fcm.googleapis.com`. */
            service: string;
            /** Format: date-time */
            created_at: string;
            /**
             * Format: date-time
             * @description When it was told something last.
             */
            told_at: string | null;
        };
        /** @description What a browser knows this program by. */
        PushKey: {
            /** @description The `applicationServerKey` of `PushManager.subscribe`: an uncompressed point of P-256, base64 for addresses. */
            key: string;
        };
        /** @description What came of a trial. */
        PushTrial: {
            /** @description Browsers whose push service took it. */
            told: number;
            /** @description Browsers that are no more: they are forgotten. */
            gone: number;
            /** @description What else push services said. */
            said: string[];
        };
        QualityCheck: {
            passed: boolean;
            job_id?: components["schemas"]["JobId"] | null;
            /** @description What is wrong; needed when it did not pass. */
            reason?: string | null;
        };
        /**
         * Format: int64
         * @description A quantity in thousandths of its unit (4500 = 4.5 litres).
         * @example 4500
         */
        Quantity: number;
        /** @description A quote in a list. */
        QuoteRow: {
            /** @description Of the work order that it is. */
            id: components["schemas"]["WorkOrderId"];
            number: string;
            site_id: components["schemas"]["SiteId"];
            state: components["schemas"]["QuoteState"];
            /** @description Who asked. */
            customer: components["schemas"]["CustomerLabel"];
            vehicle: components["schemas"]["VehicleLabel"] | null;
            /** @description The car in the caller's words. */
            car: string | null;
            /** @description The first job's title, or the concern. */
            title: string;
            /** Format: date-time */
            asked_at: string;
            /** Format: date-time */
            valid_until: string;
            /** @description Declined jobs left out. */
            total: components["schemas"]["Amount"];
            currency: string;
            /** Format: int64 */
            version: number;
        };
        /**
         * @description How a quote stands.
         * @enum {string}
         */
        QuoteState: "open" | "accepted" | "declined" | "expired" | "converted" | "given_up";
        /** @description One rate: what was sold less what was credited. */
        RateSum: {
            rate: components["schemas"]["BasisPoints"];
            /** @description Of what certificates exempt: it stands apart from what is taxed at nothing. */
            exempt: boolean;
            /** @description Before VAT, with the levies that VAT is charged on too. */
            base: components["schemas"]["Amount"];
            vat: components["schemas"]["Amount"];
            /** @description Of both, what credit notes took back; zero on what is paid, where it is in the sums. */
            credited_base: components["schemas"]["Amount"];
            credited_vat: components["schemas"]["Amount"];
        };
        /** @description Why something is undone. */
        Reason: {
            reason: string;
        };
        /** @description The movements of a receipt, one for each line, in order. */
        Receipt: {
            movements: components["schemas"]["Movement"][];
            /** @description What the lines come to, net: to compare with the delivery note. */
            total: components["schemas"]["Amount"];
        };
        /** @description What of the money is for one invoice. */
        ReceiptAllocation: {
            invoice_id: components["schemas"]["InvoiceId"];
            /**
             * Format: int64
             * @description In minor units; more than zero, at most what is due.
             */
            amount: number;
        };
        /** @description Goods that came in. */
        ReceiptInput: {
            site_id: components["schemas"]["SiteId"];
            /** @description The supplier's delivery number. */
            reference?: string | null;
            /** @description 1 to 200. */
            lines: components["schemas"]["ReceiptLine"][];
        };
        ReceiptLine: {
            product_id: components["schemas"]["ProductId"];
            /** Format: int64 */
            quantity: number;
            /**
             * Format: int64
             * @description Net, of one unit.
             */
            unit_cost: number;
        };
        /** @description What it would pay, in minor units of the currency. */
        ReceiptPreview: {
            currency: string;
            /** @description What the customer owes at the site. */
            due: components["schemas"]["Amount"];
            /** @description Every unpaid invoice, what fell due first before the rest; at most 500. */
            invoices: components["schemas"]["PaidInvoice"][];
            /** @description What no invoice needs. */
            surplus: components["schemas"]["Amount"];
            /** @description What of all that is due is to be paid in money. */
            payable: components["schemas"]["Amount"];
        };
        /** @description What a customer owes in one currency. */
        Receivable: {
            customer: components["schemas"]["InvoiceCustomer"];
            currency: string;
            aged: components["schemas"]["Aged"];
            credit: components["schemas"]["Amount"];
            /**
             * Format: int64
             * @description Unpaid ones.
             */
            invoices: number;
            /**
             * Format: date
             * @description The oldest one's day.
             */
            oldest: string | null;
        };
        /** @description Who owes what, and for how long. */
        Receivables: {
            /**
             * Format: date
             * @description The day that ages are told on.
             */
            on: string;
            /**
             * Format: int32
             * @description Days in a step.
             */
            step: number;
            /** @description Of all customers, by currency, the most first. */
            totals: components["schemas"]["ReceivablesTotal"][];
            /** @description At most 500, who owe the most first. */
            customers: components["schemas"]["Receivable"][];
        };
        /** @description Amounts are minor units with VAT. */
        ReceivablesGroup: {
            /** @example TND */
            currency: string;
            sites: components["schemas"]["ReportedSite"][];
            /**
             * Format: date
             * @description The day that it is of.
             */
            on: string;
            total: components["schemas"]["Amount"];
            /** @description Not due yet first, then due for 1 to 30 days, 31 to 60, 61 to 90, and longer. */
            buckets: components["schemas"]["AgeBucket"][];
            /** @description What was sold on credit within the ninety days until then. */
            credit_sales: components["schemas"]["Amount"];
            /**
             * Format: int64
             * @description How many days of that are open; null where nothing was sold so.
             */
            days: number | null;
        };
        /** @description What is open, or was on a day, by how late it is. */
        ReceivablesReport: {
            groups: components["schemas"]["ReceivablesGroup"][];
        };
        /** @description What all customers owe in one currency. */
        ReceivablesTotal: {
            currency: string;
            aged: components["schemas"]["Aged"];
            /** @description What is theirs: paid ahead, on account, or beyond what a credited invoice asks for. */
            credit: components["schemas"]["Amount"];
            /**
             * Format: int64
             * @description Who owe something.
             */
            customers: number;
            /** Format: int64 */
            invoices: number;
        };
        ReceiveDeposit: {
            /**
             * Format: int64
             * @description Minor units of the site's currency.
             */
            amount: number;
            tender: components["schemas"]["DepositTender"];
            reference?: string | null;
        };
        /** @description What came of a purchase order. */
        ReceivePurchaseOrder: {
            /** @description The supplier's. */
            delivery_number?: string | null;
            lines: components["schemas"]["ArrivalInput"][];
        };
        ReceiveTransfer: {
            /** @description What came; a line that is not told did not. */
            lines: components["schemas"]["TransferPart"][];
        };
        /** @description A deposit as it was received. */
        ReceivedDeposit: {
            /** @description Minor units of the currency. */
            amount: components["schemas"]["Amount"];
            /** @description ISO 4217. */
            currency: string;
            tender: components["schemas"]["DepositTender"];
            /** @description The number of a cheque, of a transfer. */
            reference: string | null;
            by_name: string;
            /** Format: date-time */
            at: string;
        };
        /** @description What the platform said of a document that somebody brought there. */
        RecordEInvoice: {
            /** @description What it was registered under. */
            reference: string;
            /** @description What its QR code says, where it has one. */
            code?: string | null;
        };
        /** @description Shown this once: ten codes, each good for one sign-in without the app. */
        RecoveryCodes: {
            recovery_codes: string[];
        };
        /** @description The code; without one the order's coupon is taken off. */
        RedeemCoupon: {
            code?: string | null;
        };
        /** @description The paper behind a movement. */
        Reference: {
            kind: components["schemas"]["ReferenceKind"];
            /** Format: uuid */
            id: string | null;
            /** @description A number people know it by. */
            label: string;
        };
        /**
         * @description What kind of paper is behind a movement.
         * @enum {string}
         */
        ReferenceKind: "work_order" | "delivery" | "purchase_order" | "supplier_invoice" | "supplier_return" | "transfer" | "stock_take" | "credit_note";
        /** @description The refresh token, when it is not in the cookie. */
        Refresh: {
            refresh_token?: string | null;
        };
        /** @description Money handed back of what was paid. */
        RefundPayment: {
            tender: components["schemas"]["Tender"];
            /**
             * Format: int64
             * @description In minor units of the invoice's currency; more than zero, at most what is paid.
             */
            amount: number;
            /** @description At most 500 characters. */
            reason: string;
            /** @description Cheque or transfer number, at most 200 characters. */
            reference?: string | null;
        };
        /** @description A word with a refusal. */
        RefuseDiscount: {
            word?: string | null;
        };
        Registration: {
            /** Format: email */
            email: string;
            language: components["schemas"]["Language"];
        };
        /** @description Something that is due for a vehicle, as the last run found it. */
        Reminder: {
            /** Format: uuid */
            id: string;
            site_id: components["schemas"]["SiteId"];
            vehicle_id: components["schemas"]["VehicleId"];
            plate: string;
            vehicle: string;
            customer_id: components["schemas"]["CustomerId"] | null;
            customer: string;
            kind: components["schemas"]["DueKind"];
            /** @description What a service consists of. */
            titles: components["schemas"]["TranslatedName"][];
            /** Format: date */
            due_on: string;
            /**
             * Format: int32
             * @description How many days ahead was told last, and when.
             */
            told_step: number | null;
            /** Format: date */
            told_on: string | null;
            /** Format: uuid */
            message_id: string | null;
            message_state: components["schemas"]["MessageState"] | null;
            /** @description Why the message did not go out. */
            message_error: string | null;
            appointment_id: components["schemas"]["AppointmentId"] | null;
            work_order_id: components["schemas"]["WorkOrderId"] | null;
            /** @description And what was invoiced for it, by currency, less credit notes. */
            invoiced: components["schemas"]["Invoiced"][];
            stopped: components["schemas"]["ReminderStop"] | null;
            /**
             * Format: date
             * @description When the next step is told.
             */
            next_on: string | null;
            /** @description It is looked at each day. */
            open: boolean;
        };
        /** @description Who was to be reminded, and what came of it. */
        ReminderRun: {
            /** Format: uuid */
            id: string;
            site_id: components["schemas"]["SiteId"];
            /**
             * Format: date
             * @description Where the site is.
             */
            day: string;
            /** @description Who began it; null for the day's own. */
            by_name: string | null;
            /** Format: date-time */
            began_at: string;
            /**
             * Format: date-time
             * @description Null while it goes on.
             */
            ended_at: string | null;
            /**
             * Format: int64
             * @description Vehicles with something due within the days chosen: those whose owners a message was queued for, and those that were passed over.
             */
            found: number;
            /** Format: int64 */
            queued: number;
            passed: components["schemas"]["PassedOver"];
        };
        /** @description Whether and when a site reminds people of what is due. */
        ReminderSettings: {
            site_id: components["schemas"]["SiteId"];
            enabled: boolean;
            /**
             * Format: int32
             * @description Of the daily run, where the site is.
             */
            hour: number;
            /** @description How many days before something is due people hear of it, the furthest first. */
            days: number[];
            kinds: components["schemas"]["DueKind"][];
            /**
             * Format: date-time
             * @description When the next daily run begins.
             */
            next_at: string | null;
            /** @description `set`; `run` while people are reminded. */
            actions: string[];
            /**
             * Format: int64
             * @description For `If-Match`; 0 while nothing was chosen.
             */
            version: number;
        };
        /**
         * Format: int32
         * @description How the document tells of a step: so many days before something is due.
         */
        ReminderStep: number;
        /**
         * @description Why people are not reminded.
         * @enum {string}
         */
        ReminderStop: "booked" | "inside" | "no_owner" | "customer_gone" | "refused" | "unreachable" | "done" | "overdue" | "archived" | "off";
        Reorder: {
            site_id: components["schemas"]["SiteId"];
            lines: components["schemas"]["ReorderLine"][];
        };
        ReorderLine: {
            product_id: components["schemas"]["ProductId"];
            /**
             * Format: int64
             * @description In our units; whole packs are ordered.
             */
            quantity: number;
        };
        /** @description A product of which a site has less than its minimum, without what is reserved and with what is on order (PRODUCT J6). */
        ReorderRow: {
            product_id: components["schemas"]["ProductId"];
            site_id: components["schemas"]["SiteId"];
            sku: string;
            name: string;
            unit: components["schemas"]["Unit"];
            on_hand: components["schemas"]["Quantity"];
            reserved: components["schemas"]["Quantity"];
            available: components["schemas"]["Quantity"];
            on_order: components["schemas"]["Quantity"];
            /** @description On purchase orders that are not sent. */
            drafted: components["schemas"]["Quantity"];
            minimum: components["schemas"]["Quantity"];
            maximum: components["schemas"]["Quantity"];
            /** @description Up to the maximum, in whole packs; nothing when drafts have it already. */
            suggested: components["schemas"]["Quantity"];
            supplier_id: components["schemas"]["SupplierId"] | null;
            supplier_name: string | null;
            pack_size: components["schemas"]["Quantity"];
        };
        /** @description From where a webhook is told again: one of both. */
        ReplayWebhook: {
            /**
             * Format: uuid
             * @description From this event on, with it.
             */
            event_id?: string | null;
            /**
             * Format: date-time
             * @description From the first event of this time on.
             */
            since?: string | null;
        };
        /**
         * @description Of which days a report is, seen from the day on which it is made. Weeks begin on Monday.
         * @enum {string}
         */
        ReportDays: "today" | "yesterday" | "this_week" | "last_week" | "last_7_days" | "last_30_days" | "this_month" | "last_month" | "this_quarter" | "last_quarter" | "last_3_months" | "last_12_months" | "this_year" | "last_year";
        /** @enum {string} */
        ReportEvery: "day" | "weekday" | "week" | "month";
        ReportItem: {
            section: components["schemas"]["TranslatedName"];
            names: components["schemas"]["TranslatedName"];
            verdict: components["schemas"]["InspectionVerdict"];
            unit: components["schemas"]["InspectionUnit"] | null;
            /**
             * Format: int64
             * @description Tenths of the unit.
             */
            measure: number | null;
            note: string | null;
            photos: components["schemas"]["ReportPhoto"][];
        };
        ReportMail: {
            name: string;
            state: components["schemas"]["ReportMailState"];
            /**
             * @description Of one that failed: `forbidden` of who may not see it any more, `unknown-figure` where this version has none such; else what the log of
             *     messages says.
             */
            reason: string | null;
        };
        /** @enum {string} */
        ReportMailState: "scheduled" | "sent" | "failed";
        /** @description Somebody as they were called when it was written down. */
        ReportPerson: {
            id: components["schemas"]["UserId"];
            name: string;
        };
        ReportPhoto: {
            /** Format: uuid */
            id: string;
            marks: components["schemas"]["Mark"][];
        };
        /** @description When a report goes to whom, by the clocks of its site; of one about all sites, of the oldest. */
        ReportSchedule: {
            every: components["schemas"]["ReportEvery"];
            /**
             * Format: int32
             * @description Of a week the day, 1 for Monday; of a month the day, where it has fewer its last. Null of the others.
             */
            on: number | null;
            /** Format: int32 */
            hour: number;
            /** @description Who work here and may see figures there. */
            recipients: components["schemas"]["UserId"][];
        };
        /**
         * @description What a report shows.
         * @enum {string}
         */
        ReportShows: "figures" | "rows" | "receivables" | "leaks";
        /** @description The site as strangers see it. */
        ReportSite: {
            code: string;
            name: string;
            address: string;
            /** @description E.164. */
            phone: string;
            /** @description IANA name. */
            time_zone: string;
            languages: components["schemas"]["Language"][];
            default_language: components["schemas"]["Language"];
        };
        /** @description A report to keep. */
        ReportToSave: {
            name: string;
            shows: components["schemas"]["ReportShows"];
            /**
             * @description Of rows: the figure.
             * @example aro
             */
            kpi?: string | null;
            site_id?: components["schemas"]["SiteId"] | null;
            /** @description Of figures and rows; the others are as they stand when they are made. */
            period: components["schemas"]["ReportDays"];
            format: components["schemas"]["ExportFormat"];
            /** @description Whether others who see figures there find it too. */
            shared?: boolean;
            schedule?: components["schemas"]["ReportSchedule"] | null;
        };
        ReportedSite: {
            id: components["schemas"]["SiteId"];
            name: string;
        };
        RescheduleAppointment: {
            /**
             * Format: date-time
             * @description Seconds are dropped.
             */
            start: string;
            /**
             * Format: int32
             * @description Of work; as before when left out.
             */
            minutes?: number | null;
            /** @description It must be these; of which kinds none is named, those of before are taken when they are free, others when not. */
            resource_ids?: components["schemas"]["ResourceId"][];
            /** @description Outside of hours, on locked days and over absences, too. Takes `schedule.overbook`. */
            overbook?: boolean;
        };
        RescheduleVisit: {
            /**
             * Format: date-time
             * @description One of the times that are offered.
             */
            start: string;
        };
        /** @description Sending again takes no choices. */
        ResendEInvoice: Record<string, never>;
        /** @description What a line of a work order wants of the shelf, and has. */
        Reservation: {
            line_id: components["schemas"]["LineId"];
            work_order_id: components["schemas"]["WorkOrderId"];
            order_number: string;
            vehicle_plate: string;
            job_title: string;
            /** Format: date-time */
            promised_at: string | null;
            site_id: components["schemas"]["SiteId"];
            product_id: components["schemas"]["ProductId"];
            sku: string;
            name: string;
            unit: components["schemas"]["Unit"];
            /** @description Without what was taken for the line. */
            wanted: components["schemas"]["Quantity"];
            reserved: components["schemas"]["Quantity"];
            /** @description Wanted, and not reserved. */
            missing: components["schemas"]["Quantity"];
            /** @description For this line, on purchase orders that are not sent. */
            drafted: components["schemas"]["Quantity"];
            /** @description For this line, on purchase orders that were sent, and not here yet. */
            ordered: components["schemas"]["Quantity"];
            /** Format: date */
            expected_on: string | null;
            /** @description Taken from the shelf for the line, and not brought back. */
            issued: components["schemas"]["Quantity"];
            light: components["schemas"]["PartsLight"];
            state: components["schemas"]["PartState"];
        };
        Reset: {
            /** @description From the link. */
            token: string;
            /** @description 8 to 128 characters; not one that others would try first. */
            password: string;
        };
        /** @description A link to hand over. */
        ResetLink: {
            /** @description Where the person sets a new password. It is shown this once and works once, for ten minutes. */
            link: string;
        };
        ResetRequest: {
            /** @description The e-mail address, or the user name. */
            email: string;
        };
        /** @description A bay, a piece of equipment or a technician whose time can be taken. */
        Resource: {
            id: components["schemas"]["ResourceId"];
            site_id: components["schemas"]["SiteId"];
            kind: components["schemas"]["ResourceKind"];
            name: string;
            user_id: components["schemas"]["UserId"] | null;
            /** @description Skills of a technician, capabilities of a bay or equipment. */
            codes: string[];
            /** @description A technician's own week, Monday first; null when the site's hours are theirs. */
            week: components["schemas"]["Span"][][] | null;
            /**
             * Format: int32
             * @description Basis points: what an hour of theirs yields.
             */
            efficiency: number;
            active: boolean;
            /** Format: int64 */
            version: number;
            /** @description `update`, `add_absence` */
            actions: string[];
        };
        /**
         * Format: uuid
         * @description A bay, a piece of equipment or a technician whose time can be taken.
         */
        ResourceId: string;
        /** @description A bay or equipment with its name, or a technician, who is named by their account. */
        ResourceInput: {
            site_id: components["schemas"]["SiteId"];
            kind: components["schemas"]["ResourceKind"];
            /** @description Needed of bays and equipment; a technician's is the person's. */
            name?: string | null;
            user_id?: components["schemas"]["UserId"] | null;
            /** @description Skills of a technician, capabilities of the others; of those that the settings list. */
            codes?: components["schemas"]["ScheduleCode"][];
            /** @description A technician's own week, Monday first; the site's hours when left out. */
            week?: components["schemas"]["Span"][][] | null;
            /**
             * Format: int32
             * @description Basis points: what an hour of theirs yields; 10000 when left out.
             */
            efficiency?: number | null;
        };
        /**
         * @description What a resource is.
         * @enum {string}
         */
        ResourceKind: "bay" | "equipment" | "technician";
        /** @description What to change; what is left out stays. */
        ResourcePatch: {
            name?: string | null;
            codes?: components["schemas"]["ScheduleCode"][] | null;
            /** @description Null: the site's hours are theirs. */
            week?: components["schemas"]["Span"][][] | null;
            /** Format: int32 */
            efficiency?: number | null;
            /** @description What is not active takes no new bookings; what it has stays. */
            active?: boolean | null;
        };
        /**
         * @description Why a part goes back.
         * @enum {string}
         */
        ReturnReason: "not_needed" | "wrong_part" | "defective" | "over_delivered" | "warranty" | "other";
        /** @description How many links were ended. */
        RevokedLinks: {
            /** Format: int64 */
            revoked: number;
        };
        /** @description A bundle of permissions. */
        Role: {
            /** @description `owner`, `manager`, `advisor`, `technician`, `parts`, `accountant`, `read_only`, `customer`, or a UUID. */
            id: string;
            /** @description Null for a built-in role that was not renamed: call it by its id in the reader's language. */
            name: string | null;
            /** @description In the catalogue's order. */
            permissions: string[];
            max_discount: components["schemas"]["BasisPoints"] | null;
            max_refund: components["schemas"]["Amount"] | null;
            built_in: boolean;
            /**
             * Format: int64
             * @description How many people hold it.
             */
            holders: number;
            /** Format: int64 */
            version: number;
            /** @description `rename`, `update` (the permissions and limits), `delete`. */
            actions: string[];
        };
        /** @description What to change of a role; what is left out stays. */
        RoleChanges: {
            name?: string | null;
            /** @description All that the role is to hold. */
            permissions?: string[] | null;
            max_discount?: components["schemas"]["BasisPoints"] | null;
            /**
             * Format: int64
             * @description The greatest refund its holders may hand out at once, in minor units of the site's currency; null is without a limit.
             */
            max_refund?: number | null;
        };
        RunningClock: {
            user: components["schemas"]["Worker"];
            activity: components["schemas"]["Activity"];
            /** Format: date-time */
            since: string;
        };
        /** @description What an article is also sold in: so many of its units at once. */
        SalePack: {
            /** @description `5 L can` */
            name: string;
            /** @description How many of the article's units are in one. */
            factor: components["schemas"]["Quantity"];
            price: components["schemas"]["Amount"] | null;
        };
        /** @description A can, a box, a roll: so many units at once. */
        SalePackInput: {
            /** @description Unique on the article. */
            name: string;
            /**
             * Format: int64
             * @description How many of the article's units are in one; whole where the unit is not divided.
             */
            factor: number;
            /**
             * Format: int64
             * @description Net, of one; null is the price of its units together.
             */
            price?: number | null;
        };
        /** @description Of an article its price, of all parts a change of the catalogue's. */
        SaveContractPrice: {
            site_id: components["schemas"]["SiteId"];
            customer_id: components["schemas"]["CustomerId"];
            product_id?: components["schemas"]["ProductId"] | null;
            /**
             * Format: int64
             * @description Net; needed for an article, and only for one.
             */
            unit_price?: number | null;
            /**
             * Format: int32
             * @description In basis points of the catalogue's price, added to it; needed for all parts, and only then.
             */
            change?: number | null;
        };
        /** @description What is left out or nothing is not paid. */
        SavePayTerms: {
            site_id: components["schemas"]["SiteId"];
            /** @description Works at the site. */
            user_id: components["schemas"]["UserId"];
            /**
             * Format: date
             * @description The first day, between the years 2000 and 2999; what is there from that day on is replaced.
             */
            from_on: string;
            /**
             * Format: int64
             * @description Per attended hour, in minor units of the site's currency.
             */
            hourly?: number;
            /**
             * Format: int64
             * @description Per sold hour.
             */
            flat_rate?: number;
            /**
             * Format: int32
             * @description Of what the person's labour asks without VAT, in basis points.
             */
            labour_share?: number;
            /**
             * Format: int32
             * @description Of what the parts of the person's jobs ask without VAT.
             */
            parts_share?: number;
            /** @description A comeback for workmanship takes the hours of its jobs back. */
            back_flag?: boolean;
        };
        /** @description With a customer or for a vehicle: one of both. */
        SavePriceAgreement: {
            site_id: components["schemas"]["SiteId"];
            customer_id?: components["schemas"]["CustomerId"] | null;
            vehicle_id?: components["schemas"]["VehicleId"] | null;
            /** @description One of the site's, in use. */
            labour_rate_id: components["schemas"]["LabourRateId"];
        };
        /** @description A report that somebody keeps. */
        SavedReport: {
            /** Format: uuid */
            id: string;
            name: string;
            shows: components["schemas"]["ReportShows"];
            /** @description Of rows: the figure. */
            kpi: string | null;
            site_id: components["schemas"]["SiteId"] | null;
            period: components["schemas"]["ReportDays"];
            format: components["schemas"]["ExportFormat"];
            shared: boolean;
            schedule: components["schemas"]["ReportSchedule"] | null;
            /** @description To whom it goes, by name. */
            recipients: components["schemas"]["ReportPerson"][];
            /**
             * Format: date-time
             * @description When it goes out next.
             */
            next_at: string | null;
            last: components["schemas"]["LastSending"] | null;
            owner: components["schemas"]["ReportPerson"];
            /** @description update, remove, send */
            actions: string[];
            /** Format: int64 */
            version: number;
        };
        /** @description What a code stands for: an article, or a bin with what lies there. */
        Scanned: {
            article: components["schemas"]["ScannedArticle"] | null;
            bin: components["schemas"]["ScannedBin"] | null;
        };
        /** @description An article as it stands at the site. */
        ScannedArticle: {
            id: components["schemas"]["ProductId"];
            sku: string;
            name: string;
            unit: components["schemas"]["Unit"];
            /** @description Whether stock is kept of it. */
            tracked: boolean;
            on_hand: components["schemas"]["Quantity"];
            /** @description On hand and not reserved. */
            available: components["schemas"]["Quantity"];
            bin: string | null;
        };
        ScannedBin: {
            bin: string;
            /** @description The first fifty, by SKU. */
            articles: components["schemas"]["ScannedArticle"][];
        };
        /** @description Some days of a site. */
        Schedule: {
            site_id: components["schemas"]["SiteId"];
            time_zone: string;
            /**
             * Format: int32
             * @description Minutes between the beginnings of slots.
             */
            slot_minutes: number;
            days: components["schemas"]["ScheduleDay"][];
            /** @description By name. */
            resources: components["schemas"]["ScheduleResource"][];
            /** @description Those that the allocations are of, and others of these days, by start; without what was given up. */
            appointments: components["schemas"]["AppointmentRow"][];
            /** @description What the caller may do here: `book`, `overbook`, `manage`. */
            actions: string[];
        };
        ScheduleAbsence: {
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            until: string;
            reason: string;
        };
        /** @description A slice of a resource's time; the appointment is among the schedule's. */
        ScheduleAllocation: {
            id: components["schemas"]["AllocationId"];
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            until: string;
            appointment_id: components["schemas"]["AppointmentId"] | null;
            work_order_id: components["schemas"]["WorkOrderId"] | null;
        };
        /** @description How the document tells of a code: a short lower-case word such as `alignment_rack`. */
        ScheduleCode: string;
        ScheduleDay: {
            /** Format: date */
            date: string;
            /**
             * Format: date-time
             * @description From midnight to midnight at the site.
             */
            from: string;
            /** Format: date-time */
            until: string;
            /** @description When the site is open. */
            open: components["schemas"]["TimeSpan"][];
            /** @description Why no bookings are taken; null when they are. */
            locked: string | null;
        };
        /** @description A resource with its time. */
        ScheduleResource: {
            id: components["schemas"]["ResourceId"];
            kind: components["schemas"]["ResourceKind"];
            name: string;
            user_id: components["schemas"]["UserId"] | null;
            /** @description Skills of a technician, capabilities of a bay or equipment. */
            codes: string[];
            /** @description Takes new bookings. */
            active: boolean;
            /** @description When it works. */
            hours: components["schemas"]["TimeSpan"][];
            absences: components["schemas"]["ScheduleAbsence"][];
            /** @description Sorted; never two at once. */
            allocations: components["schemas"]["ScheduleAllocation"][];
        };
        /** @description What a site chose about its schedule. */
        ScheduleSettings: {
            site_id: components["schemas"]["SiteId"];
            /**
             * Format: int32
             * @description Minutes between the beginnings of slots.
             */
            slot_minutes: number;
            /**
             * Format: int32
             * @description Customers who wait for their car and come in one slot; null: any number.
             */
            most_waiters: number | null;
            /**
             * Format: int32
             * @description A customer who gives up later than so many hours before is late.
             */
            late_hours: number;
            /** @description What technicians may be able to. */
            skills: string[];
            /** @description What bays and equipment may be able to. */
            capabilities: string[];
            /** @description Strangers may book at `/book/{code}`. */
            online: boolean;
            /**
             * Format: int32
             * @description How many hours beforehand they book at least.
             */
            lead_hours: number;
            /**
             * Format: int32
             * @description How many days ahead they book at most.
             */
            days_ahead: number;
            /** @description Told to who books. */
            online_text: string;
            deposit: components["schemas"]["Amount"] | null;
            /**
             * Format: int32
             * @description Of online bookings of as many minutes of work, or more; null: not for their length.
             */
            deposit_minutes: number | null;
            /**
             * Format: int32
             * @description Of who did not come so many times; null: not for that.
             */
            deposit_no_shows: number | null;
            /** @description Origins whose pages may show the booking page in a frame: the garage's own web site. */
            frames: string[];
            /**
             * Format: int64
             * @description 0 while the site chose nothing.
             */
            version: number;
            /** @description `update`, `lock_day` */
            actions: string[];
        };
        /** @description What to change; what is left out stays. */
        ScheduleSettingsPatch: {
            /** Format: int32 */
            slot_minutes?: number | null;
            /**
             * Format: int32
             * @description Null: any number.
             */
            most_waiters?: number | null;
            /** Format: int32 */
            late_hours?: number | null;
            /** @description All of them; what resources and services have already stays theirs. */
            skills?: components["schemas"]["ScheduleCode"][] | null;
            capabilities?: components["schemas"]["ScheduleCode"][] | null;
            /** @description Strangers may book at `/book/{code}`. */
            online?: boolean | null;
            /** Format: int32 */
            lead_hours?: number | null;
            /** Format: int32 */
            days_ahead?: number | null;
            /** @description Told to who books. */
            online_text?: string | null;
            /**
             * Format: int64
             * @description Asked for beforehand, in minor units of the site's currency; null: never.
             */
            deposit?: number | null;
            /**
             * Format: int32
             * @description Of online bookings of as many minutes of work, or more; null: not for their length.
             */
            deposit_minutes?: number | null;
            /**
             * Format: int32
             * @description Of who did not come so many times; null: not for that.
             */
            deposit_no_shows?: number | null;
            /** @description All of the origins whose pages may show the booking page in a frame. */
            frames?: components["schemas"]["WebOrigin"][] | null;
        };
        /** @description A found record, ready to show. */
        SearchHit: {
            /** Format: uuid */
            id: string;
            title: string;
            subtitle: string;
            /** @description The state of a work order or an invoice. */
            state?: string;
            /** @description What an invoice comes to, in minor units of `currency`. */
            total?: components["schemas"]["Amount"];
            currency?: string;
            /**
             * Format: uuid
             * @description The customer a vehicle belongs to.
             */
            owner_id?: string;
            /** @description What the customer, or a vehicle's owner, owes, in minor units of `currency`; left out for who may not see invoices. */
            due?: components["schemas"]["Amount"];
            /** @description What was offered for a vehicle and not done, the newest first. */
            deferred?: string[];
            /** @description Found by a word spelt nearly as typed. */
            near?: boolean;
        };
        SearchResults: {
            customers: components["schemas"]["SearchHit"][];
            vehicles: components["schemas"]["SearchHit"][];
            appointments: components["schemas"]["SearchHit"][];
            work_orders: components["schemas"]["SearchHit"][];
            invoices: components["schemas"]["SearchHit"][];
            products: components["schemas"]["SearchHit"][];
        };
        /** @description Whether the caller's account asks for a code. */
        SecondFactor: {
            enabled: boolean;
            /** Format: date-time */
            enabled_at: string | null;
            /** Format: int64 */
            recovery_codes_left: number;
            /** @description `begin`, or `remove` and `make_recovery_codes`. */
            actions: string[];
        };
        /** @description The newest that the caller saw. */
        SeeNews: {
            /** Format: uuid */
            until: string;
        };
        /** @description The newest entry that was seen. */
        SeeThread: {
            /** Format: uuid */
            until: string;
        };
        /** @enum {string} */
        SegmentKind: "deferred" | "lapsed" | "all";
        /** @description What somebody takes with them. */
        SellAtCounter: {
            site_id: components["schemas"]["SiteId"];
            customer_id?: components["schemas"]["CustomerId"] | null;
            lines: components["schemas"]["CounterLine"][];
            notes?: string | null;
            /** @description Sells although stock falls below zero; takes `work_order.allow_negative_stock`. */
            allow_negative_stock?: boolean;
        };
        /** @description Left out, it goes to where the article is bought. */
        SendCore: {
            supplier_id?: components["schemas"]["SupplierId"] | null;
            /**
             * Format: int64
             * @description What should be credited, net.
             */
            expected_cost?: number | null;
        };
        /** @description How an estimate goes out. */
        SendEstimate: {
            /** @description Mails the customer a link; otherwise one is made and handed over. */
            by_message: boolean;
            /**
             * Format: int64
             * @description For how many days the customer may decide; as long as the site's estimates hold when left out.
             */
            valid_days?: number | null;
            deposit?: components["schemas"]["AskForDeposit"] | null;
        };
        /** @description Letters that somebody looked at. */
        SendLetters: {
            /** @description Proposed at the site. */
            letter_ids: components["schemas"]["LetterId"][];
        };
        SendPurchaseOrder: {
            /**
             * Format: date
             * @description When the supplier says it comes; the supplier's usual days when neither it nor the order says.
             * @default null
             */
            expected_on?: string | null;
            /**
             * @description Mails it to the supplier's address.
             * @default false
             */
            mail?: boolean;
        };
        /** @description Who is sent a statement. */
        SendStatements: {
            site_id: components["schemas"]["SiteId"];
            /**
             * Format: int32
             * @description Whoever owes something that fell due more than so many days ago.
             */
            overdue_days: number;
            /** @description Of these customers alone; all of them when left out. */
            customers?: components["schemas"]["CustomerId"][] | null;
        };
        /** @description What a site sent by a channel in a month, and what that cost as far as prices were known. */
        SentInMonth: {
            /** Format: int64 */
            messages: number;
            /**
             * Format: int64
             * @description Of text messages: providers take money for each.
             */
            parts: number;
            /**
             * Format: int64
             * @description Millionths of the currency.
             */
            cost: number;
        };
        SeriesBooked: {
            appointment_id: components["schemas"]["AppointmentId"];
            number: string;
            /** Format: date-time */
            start: string;
        };
        SeriesGroup: {
            /** @example TND */
            currency: string;
            kpis: components["schemas"]["SeriesOfKpi"][];
        };
        /**
         * Format: uuid
         * @description A recurring booking.
         */
        SeriesId: string;
        SeriesLeftOut: {
            /** Format: date-time */
            start: string;
            /** @description What stands in the way. */
            reason: string;
        };
        /** @description A series as it was made: what it booked, and what it could not. */
        SeriesMade: {
            series: components["schemas"]["AppointmentSeries"];
            booked: components["schemas"]["SeriesBooked"][];
            /** @description Starts that could not be had, to be booked by hand. */
            left_out: components["schemas"]["SeriesLeftOut"][];
        };
        SeriesOfKpi: {
            id: string;
            /** @description One for each point, in the figure's unit; null over nothing. */
            values: (number | null)[];
        };
        /**
         * @description What is counted between two appointments.
         * @enum {string}
         */
        SeriesUnit: "weeks" | "months";
        /** @description Something that can be booked. */
        Service: {
            id: components["schemas"]["ServiceId"];
            site_id: components["schemas"]["SiteId"];
            names: components["schemas"]["TranslatedName"];
            /**
             * Format: int32
             * @description Of work.
             */
            minutes: number;
            skill: string | null;
            /** @description What the bay or a piece of equipment must be able to. */
            capability: string | null;
            online: boolean;
            deposit: components["schemas"]["Amount"] | null;
            active: boolean;
            /** Format: int64 */
            version: number;
            /** @description `update` */
            actions: string[];
        };
        /**
         * Format: uuid
         * @description Something that can be booked.
         */
        ServiceId: string;
        ServiceInput: {
            site_id: components["schemas"]["SiteId"];
            names: components["schemas"]["ServiceNames"];
            /**
             * Format: int32
             * @description Of work.
             */
            minutes: number;
            /** @description What the technician must be able to; one of the settings' skills. */
            skill?: string | null;
            /** @description What the bay or a piece of equipment must be able to; one of the settings' capabilities. */
            capability?: string | null;
            online?: boolean;
            /**
             * Format: int64
             * @description Minor units of the site's currency.
             */
            deposit?: number | null;
        };
        /** @description A name in one language at least; what is left out is the first that is there. */
        ServiceNames: {
            fr?: string;
            ar?: string;
            en?: string;
        };
        /** @description What to change; null clears, what is left out stays. Appointments keep what they were booked with. */
        ServicePatch: {
            names?: components["schemas"]["ServiceNames"] | null;
            /** Format: int32 */
            minutes?: number | null;
            skill?: string | null;
            capability?: string | null;
            online?: boolean | null;
            /** Format: int64 */
            deposit?: number | null;
            active?: boolean | null;
        };
        /** @description A signed-in caller's access token, and who they are. */
        Session: {
            /** @description For the `Authorization: Bearer` header. */
            access_token: string;
            /** Format: date-time */
            expires_at: string;
            /** @description Only when it was asked for in the body. */
            refresh_token?: string;
            me: components["schemas"]["Me"];
        };
        /**
         * @description How a session was opened.
         * @enum {string}
         */
        SessionKind: "password" | "passkey" | "oidc" | "pin";
        /** @description When a site is to write to many, and how often. */
        SetCampaignSettings: {
            /**
             * Format: int32
             * @description Of the daily run, where the site is.
             * @example 9
             */
            hour: number;
            /**
             * Format: int32
             * @description So many promotions a customer hears at most…
             * @example 1
             */
            cap: number;
            /**
             * Format: int32
             * @description …in so many days, of all campaigns of all sites.
             * @example 30
             */
            cap_days: number;
        };
        SetCreditLimit: {
            limit?: components["schemas"]["CreditLimit"] | null;
        };
        /** @description How documents are to look from now on; what is left out is as usual, or nothing. */
        SetDocumentStyle: {
            /** @description `#0f766e`: dark enough for white text. */
            colour?: string | null;
            /** @description A PNG, JPEG or WebP picture in base64; sent back as it is shown, it stays. */
            logo?: string | null;
            footers?: components["schemas"]["DocumentFooters"];
            terms?: components["schemas"]["DocumentTerms"];
            /** @description What receipts are printed on where nothing else is asked for: A4 when left out. */
            receipts_on?: components["schemas"]["PaperSize"];
        };
        /** @description How a site is to remind of what is unpaid. */
        SetDunning: {
            mode: components["schemas"]["DunningMode"];
            /** Format: int32 */
            hour: number;
            /**
             * Format: int64
             * @description Whoever owes less in all, in minor units, is not written to.
             */
            least: number;
            /** @description Each later than the one before. */
            steps: components["schemas"]["DunningStep"][];
        };
        /** @description How a site's documents are to leave. */
        SetEInvoicing: {
            format?: components["schemas"]["EInvoiceKind"] | null;
            /**
             * Format: date
             * @description Documents of this day and later leave; needed with a format.
             */
            since?: string | null;
            platform: components["schemas"]["EInvoicePlatform"];
            /** @description Who the platform knows the garage as. */
            login?: string | null;
            /** @description The one that is kept when left out. It is never shown again. */
            password?: string | null;
            test_mode: boolean;
            /** Format: int32 */
            overdue_hours: number;
            /**
             * @description Where the Peppol network knows the garage.
             * @example 0208:0123456749
             */
            participant?: string | null;
            /** @description Of an access point: the one that is kept when left out. It is never shown again. */
            api_key?: string | null;
        };
        /** @description Whether and when a site is to ask for feedback. */
        SetFeedbackSettings: {
            enabled: boolean;
            /**
             * Format: int32
             * @description After the keys went back.
             * @example 24
             */
            after_hours: number;
            /**
             * Format: int32
             * @description Nobody is asked twice within so many days.
             * @example 90
             */
            every_days: number;
            /**
             * Format: int32
             * @description This and less is a task for the desk.
             * @example 3
             */
            low_score: number;
            /** @description Where who is content may write a review: an https address. */
            review_url?: string | null;
        };
        /** @description What a figure is to be. */
        SetGoal: {
            site_id: components["schemas"]["SiteId"];
            /**
             * Format: date
             * @description Any day of the month.
             */
            month: string;
            /** @example net_sales */
            kpi: string;
            /**
             * Format: int64
             * @description In the figure's unit; null takes the goal away.
             */
            value?: number | null;
        };
        /** @description What a site's customers are to earn. */
        SetLoyalty: {
            is_on: boolean;
            /**
             * Format: int64
             * @description Points for each visit.
             */
            per_visit: number;
            /**
             * Format: int64
             * @description What of the net, in minor units, earns a point; 0 where it earns none.
             */
            amount_per_point: number;
            /**
             * Format: int64
             * @description What a point pays, in minor units.
             */
            worth: number;
            /**
             * Format: int64
             * @description Fewer points are not used at once.
             */
            least: number;
            /**
             * Format: int64
             * @description Until points expire; 0 for never.
             */
            months: number;
            /**
             * Format: int64
             * @description Points for a new customer whom another brought, and as many for who brought them, when the first invoice is paid; 0 for none.
             */
            referral: number;
            /** @description Each asks for more than the one before. */
            levels: components["schemas"]["LoyaltyLevel"][];
        };
        /** @description Which messages a site is to send, and when no telephone is to ring. */
        SetMessageSettings: {
            /**
             * @description From five in the evening on.
             * @example 21:00
             */
            quiet_from: string;
            /**
             * @description From five in the morning to noon.
             * @example 08:00
             */
            quiet_until: string;
            /** @description Events of which nothing is sent. */
            off: components["schemas"]["MessageEvent"][];
            /** @description Turns of the work that customers hear of. */
            statuses: components["schemas"]["WorkStatus"][];
        };
        /** @description Words of the garage's own. Names in braces, such as `{plate}`, stand for facts; nothing else may stand in braces. */
        SetMessageText: {
            /**
             * @description Of a mail.
             * @example {vehicle} ({plate}) est prête
             */
            subject?: string | null;
            /**
             * @description Of a text message at most 640 letters. A line all whose names stand for nothing is left out.
             * @example Bonjour {customer}, votre {vehicle} vous attend. {phone}
             */
            body: string;
        };
        /** @description What a site has with a provider. */
        SetPaymentAccount: {
            enabled: boolean;
            test_mode: boolean;
            /** @description Konnect's wallet, Flouci's public token; Stripe has none. */
            account?: string | null;
            /** @description The secret key; the one that is kept when left out. It is never shown again. */
            key?: string | null;
            /** @description What signs Stripe's messages; the one that is kept when left out. It is never shown again. */
            webhook_secret?: string | null;
        };
        /** @description Who brought a customer. */
        SetReferrer: {
            site_id: components["schemas"]["SiteId"];
            by_customer?: components["schemas"]["CustomerId"] | null;
        };
        /** @description Whether and when a site is to remind people of what is due. */
        SetReminderSettings: {
            /** @description People are reminded. */
            enabled: boolean;
            /**
             * Format: int32
             * @description Of the daily run, where the site is.
             * @example 10
             */
            hour: number;
            /**
             * @description How many days before something is due they hear of it: a message for each. One that stands twice counts once.
             * @example [
             *       30,
             *       7,
             *       0
             *     ]
             */
            days: components["schemas"]["ReminderStep"][];
            /** @description Of what. */
            kinds: components["schemas"]["DueKind"][];
        };
        /** @description Through whom a site's text messages are to go. */
        SetSmsGateway: {
            /** @description Text messages go out. */
            enabled: boolean;
            provider: components["schemas"]["SmsProvider"];
            /**
             * @description Twilio's `Account SID`.
             * @example AC0123456789abcdef0123456789abcdef
             */
            account?: string | null;
            /**
             * @description Who the messages are from: a telephone number, or a name where the network takes one.
             * @example GARAGE LAC
             */
            sender?: string | null;
            /** @description The one that is kept when left out. It is never shown again. */
            key?: string | null;
            request?: components["schemas"]["SmsRequest"] | null;
            /**
             * Format: int32
             * @description At most so many messages a minute.
             */
            per_minute: number;
            /**
             * Format: int64
             * @description What a part of a text message costs, or a WhatsApp message, in millionths of the site's currency; not known when null.
             * @example 35000
             */
            price?: number | null;
        };
        /** @description Through whom a site's WhatsApp messages are to go. */
        SetWhatsappGateway: {
            /** @description WhatsApp messages go out. */
            enabled: boolean;
            provider: components["schemas"]["WhatsappProvider"];
            /**
             * @description Meta's `Phone number ID`, or Twilio's `Account SID`.
             * @example 106540352242922
             */
            account?: string | null;
            /**
             * @description With Twilio: the number that messages are from, or a messaging service.
             * @example +21698000111
             */
            sender?: string | null;
            /** @description Meta's access token, or Twilio's auth token. The one that is kept when left out; it is never shown again. */
            key?: string | null;
            /** @description Meta's `App secret`, by which what it tells is known to be its own. As the key. */
            signing_key?: string | null;
            forms: components["schemas"]["WhatsappForm"][];
            /**
             * Format: int32
             * @description At most so many messages a minute.
             */
            per_minute: number;
            /**
             * Format: int64
             * @description What a part of a text message costs, or a WhatsApp message, in millionths of the site's currency; not known when null.
             * @example 35000
             */
            price?: number | null;
        };
        ShareInput: {
            /** @description Works at the order's site. */
            user_id: components["schemas"]["UserId"];
            /** Format: int32 */
            share: number;
        };
        ShareJob: {
            /** @description Together 10 000. None: by the time that each clocks on the job. */
            shares: components["schemas"]["ShareInput"][];
        };
        /** @description The shared device, and who can come to it. */
        SharedDevice: {
            name: string;
            site_id: components["schemas"]["SiteId"];
            /** @description By name. */
            people: components["schemas"]["PinPerson"][];
        };
        /** @description Pieces with the same number on a site's shelf. */
        ShelfNumber: {
            id: components["schemas"]["NumberId"];
            site_id: components["schemas"]["SiteId"];
            number: string;
            quantity: components["schemas"]["Quantity"];
            /**
             * Format: date-time
             * @description When the last of them came.
             */
            since: string;
            /** @description Who wrote it down. */
            by: string;
        };
        /** @description What is read on pieces that lie on a site's shelf. */
        ShelfNumbers: {
            site_id: components["schemas"]["SiteId"];
            numbers: components["schemas"]["NumberInput"][];
        };
        ShipTransfer: {
            /**
             * @description What leaves, where that is other than was requested.
             * @default []
             */
            lines?: components["schemas"]["TransferPart"][];
        };
        /**
         * @description What a numerator or a denominator is counted in.
         * @enum {string}
         */
        SideUnit: "money" | "hours" | "time" | "count";
        /** @description Something that happened to an account. */
        SignIn: {
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            at: string;
            user_id: components["schemas"]["UserId"] | null;
            /**
             * Format: uuid
             * @description The program's key; null for a person.
             */
            api_key_id: string | null;
            /** @description What the person or the key is called. */
            user_name: string;
            outcome: components["schemas"]["Outcome"];
            address: string;
            /** @description What the browser or program called itself. */
            agent: string;
            /** @description Who did it, when it was not the person themselves; else empty. */
            by_name: string;
            /** @description What was refused: `POST /api/v1/work-orders/{id}/start`; else empty. */
            operation: string;
            /** @description The code of the problem that refused it; else empty. */
            code: string;
        };
        /** @description How one can sign in here. */
        SignInOptions: {
            /** @description What the button of the outside provider says; null where there is none. */
            oidc: string | null;
            passkeys: boolean;
            /** @description Customers may open an account. */
            registration: boolean;
            /** @description A forgotten password can be mended by e-mail. */
            password_reset: boolean;
        };
        /** @description The customer's agreement to what a sheet says. */
        SignIntake: {
            /** @description The customer, or who stands for them. */
            by_name: string;
            /** @description What was drawn: a PNG in base64. Left out when it was signed on paper, unless the site wants it on the screen. */
            signature?: string | null;
        };
        /** @description The customer's signature under a draft. */
        SignInvoice: {
            /** @description The customer, or who stands for them. */
            by_name: string;
            /** @description What was drawn: a PNG in base64. */
            signature: string;
        };
        /**
         * Format: binary
         * @description The bytes of a signature.
         */
        SignatureBytes: string;
        /** @description Something that is not as it was signed. */
        SignedChange: {
            what: components["schemas"]["SignedChangeKind"];
            /** @description The job's title. */
            job: string | null;
            amount_before: components["schemas"]["Amount"] | null;
            amount_now: components["schemas"]["Amount"] | null;
            /** @description Kilometres or a key tag, as it was signed. */
            before: string | null;
            now: string | null;
        };
        /**
         * @description What became of it since.
         * @enum {string}
         */
        SignedChangeKind: "job_added" | "job_removed" | "job_price" | "job_lines" | "odometer" | "key_tag";
        /** @description A document as the customer signed it last. */
        SignedDocument: {
            kind: components["schemas"]["SignedKind"];
            /**
             * Format: int64
             * @description The estimate's version or the sheet's number; null where the desk took the signature without a version.
             */
            number: number | null;
            /** Format: date-time */
            signed_at: string;
            signed_by: string;
            /** @description What is not as it was signed; nothing while all is. */
            changes: components["schemas"]["SignedChange"][];
        };
        /** @description What the customer signed of an order. */
        SignedDocuments: {
            items: components["schemas"]["SignedDocument"][];
            currency: string;
        };
        /** @enum {string} */
        SignedKind: "estimate" | "intake";
        /** @description A workshop location and its settings. */
        Site: {
            id: components["schemas"]["SiteId"];
            /** @description Part of document numbers. */
            code: string;
            name: string;
            legal_name: string;
            address: string;
            phone: string;
            email: string;
            tax_id: string;
            /** @description ISO 3166 alpha-2. */
            country: string;
            /** @description ISO 4217. */
            currency: string;
            /** Format: int32 */
            currency_decimals: number;
            vat_rate: components["schemas"]["BasisPoints"];
            /** @description Per invoice. */
            stamp_duty: components["schemas"]["Amount"];
            /** @description Per hour, net. */
            labour_rate: components["schemas"]["Amount"];
            /** @description IANA name. */
            time_zone: string;
            /** Format: int32 */
            payment_terms_days: number;
            bank_account: string;
            /** @description Prefixes of document numbers: `F-LAC` makes `F-LAC-2026-00042`. */
            prefixes: {
                [key: string]: string;
            };
            /**
             * Format: int32
             * @description Digits that a sequence is filled up to.
             */
            number_width: number;
            languages: components["schemas"]["Language"][];
            default_language: components["schemas"]["Language"];
            hours: components["schemas"]["OpeningHours"];
            /**
             * Format: date-time
             * @description Nothing new begins at a closed site.
             */
            closed_at: string | null;
            /** @description What is worth a look: `tax_id_key` (the key letter does not follow from the digits). */
            warnings: string[];
            /** Format: int64 */
            version: number;
            /** @description `update`, `close`, `reopen`. */
            actions: string[];
        };
        /** @description The settings to change; what is left out stays. */
        SiteChanges: {
            name?: string | null;
            legal_name?: string | null;
            address?: string | null;
            /** @description Tunisian without a country code; any spelling. */
            phone?: string | null;
            email?: string | null;
            tax_id?: string | null;
            vat_rate?: components["schemas"]["BasisPoints"] | null;
            /** Format: int64 */
            stamp_duty?: number | null;
            /** Format: int64 */
            labour_rate?: number | null;
            /**
             * @description The IANA name.
             * @example Africa/Tunis
             */
            time_zone?: string | null;
            /** Format: int32 */
            payment_terms_days?: number | null;
            bank_account?: string | null;
            /**
             * @description Prefixes of document numbers by kind, 1 to 12 capital letters, digits and hyphens; those left out stay. They count for
             *     documents issued from now on.
             */
            prefixes?: {
                [key: string]: string;
            } | null;
            /**
             * Format: int32
             * @description Digits that a sequence is filled up to.
             */
            number_width?: number | null;
            /** @description Offered to customers; at least one. */
            languages?: components["schemas"]["Language"][] | null;
            default_language?: components["schemas"]["Language"] | null;
            hours?: components["schemas"]["OpeningHours"] | null;
        };
        /**
         * Format: uuid
         * @description One workshop location. Every row that belongs to a site names it.
         */
        SiteId: string;
        /** @description At which rates new orders of a site are taxed. */
        SiteTaxRates: {
            site_id: components["schemas"]["SiteId"];
            /** @description The site's rate, of everything that nothing else is said of. */
            standard: components["schemas"]["BasisPoints"];
            country_standard: components["schemas"]["BasisPoints"] | null;
            /** @description What its country says today. */
            usual: components["schemas"]["TaxRates"];
            /** @description What the site says instead. */
            chosen: components["schemas"]["TaxRates"];
            /** Format: int64 */
            version: number;
            /** @description update */
            actions: string[];
        };
        /** @description A start that fits, and who would do it where. */
        Slot: {
            /** Format: date-time */
            start: string;
            /**
             * Format: date-time
             * @description When the work ends: later than its minutes say when it runs over a break.
             */
            end: string;
            technician: components["schemas"]["NamedResource"];
            bay: components["schemas"]["NamedResource"];
            equipment: components["schemas"]["NamedResource"][];
        };
        /**
         * @description How a text message is written on its way (3GPP TS 23.038).
         * @enum {string}
         */
        SmsEncoding: "gsm7" | "ucs2";
        /** @description Through whom a site's text messages go. Its key is never shown. */
        SmsGateway: {
            site_id: components["schemas"]["SiteId"];
            enabled: boolean;
            provider: components["schemas"]["SmsProvider"];
            account: string | null;
            sender: string | null;
            has_key: boolean;
            request: components["schemas"]["SmsRequest"] | null;
            /** @description Where Twilio is to tell what customers answer; that is set at Twilio. */
            answers_at: string;
            /**
             * Format: int32
             * @description Messages a minute.
             */
            per_minute: number;
            /**
             * Format: int64
             * @description What a part of a text message costs, or a WhatsApp message: millionths of the currency.
             * @example 35000
             */
            price: number | null;
            /** @description Of the site: ISO 4217. */
            currency: string;
            /** @description What was sent since the month began where the site is. */
            month: components["schemas"]["SentInMonth"];
            /**
             * Format: date-time
             * @description Null unless messages wait.
             */
            paused_at: string | null;
            /**
             * Format: int64
             * @description Text messages that wait to be sent, of 1000 at most.
             */
            waiting: number;
            /** @description `set`, `pause` or `resume`, `try`. */
            actions: string[];
            /**
             * Format: int64
             * @description For `If-Match`; 0 while nothing was chosen.
             */
            version: number;
        };
        /**
         * @description Who takes text messages.
         * @enum {string}
         */
        SmsProvider: "twilio" | "address";
        /** @description A call with places for its facts: `{to}` (+216…), `{number}` (216…), `{text}`, `{sender}`, `{key}`, `{id}` (the message's own) and `{token}`. */
        SmsRequest: {
            method: components["schemas"]["SmsRequestMethod"];
            /** @example https://gateway.example/send?key={key}&to={number}&text={text} */
            address: string;
            /**
             * @description JSON where it begins with a brace, else a form.
             * @example {"to": "{to}", "message": "{text}"}
             */
            body: string | null;
            /**
             * @description The header of that name.
             * @example Bearer {key}
             */
            authorization: string | null;
            /**
             * @description What an answer of 200 contains when the message was taken; any when null.
             * @example "code":"ok"
             */
            taken: string | null;
            token: components["schemas"]["SmsTokenRequest"] | null;
        };
        /** @enum {string} */
        SmsRequestMethod: "get" | "post";
        /** @description What a text message costs to send. */
        SmsSize: {
            encoding: components["schemas"]["SmsEncoding"];
            /**
             * Format: int32
             * @description Providers take money for each.
             */
            parts: number;
            /** @description Places that so many parts have. */
            room: number;
            /** @description Letters that telephones have no place for: they make it `ucs2`. */
            strange: string[];
        };
        /**
         * @description How a key is exchanged for a token (OAuth 2.0, client credentials): a form posted to an address, with a place for `{key}`; the answer has
         *     `access_token` and, in seconds, `expires_in`.
         */
        SmsTokenRequest: {
            /** @example https://api.orange.com/oauth/v3/token */
            address: string;
            /**
             * @description The header of that name.
             * @example Basic {key}
             */
            authorization: string | null;
            /** @example grant_type=client_credentials */
            body: string | null;
        };
        SmsTrial: {
            outcome: components["schemas"]["SmsTrialOutcome"];
            /** @description In the gateway's words. */
            said: string | null;
        };
        /**
         * @description What came of it.
         * @enum {string}
         */
        SmsTrialOutcome: "taken" | "refused" | "busy" | "lost";
        /** @description Open from one time to another, on one day. */
        Span: {
            /** @example 08:00 */
            from: string;
            /** @example 12:30 */
            until: string;
        };
        /** @description Gross, in minor units of the currency. */
        Spent: {
            /** @example TND */
            currency: string;
            amount: components["schemas"]["Amount"];
        };
        Split: {
            job_ids: components["schemas"]["JobId"][];
        };
        /** @description Someone who works at a site; once per site. */
        Staff: {
            id: components["schemas"]["UserId"];
            name: string;
            email: string | null;
            /** @description Id of the role. */
            role: string;
            site_id: components["schemas"]["SiteId"];
        };
        StartBulk: {
            action: components["schemas"]["BulkAction"];
            /** @description These customers; without it all that the filters of the query string let through, 20,000 at most. */
            ids?: components["schemas"]["CustomerId"][] | null;
            tag_id?: components["schemas"]["TagId"] | null;
        };
        StartWorkOrder: {
            /** @description Why it begins all the same, where the site's rules warn. */
            reason?: string | null;
        };
        /** @description What a customer was billed and paid at a site, in minor units of its currency. Credit is below zero. */
        Statement: {
            customer: components["schemas"]["InvoiceCustomer"];
            site_id: components["schemas"]["SiteId"];
            currency: string;
            /** Format: date */
            from: string;
            /** Format: date */
            until: string;
            /** @description Owed before the first day. */
            before: components["schemas"]["Amount"];
            /** @description The oldest first. */
            lines: components["schemas"]["StatementLine"][];
            /** @description What raised the balance in the period. */
            billed: components["schemas"]["Amount"];
            /** @description What lowered it. */
            paid: components["schemas"]["Amount"];
            /** @description Owed after the last day. */
            after: components["schemas"]["Amount"];
            /** @description What is unpaid today by its age, in steps of 30 days since it fell due. */
            aged: components["schemas"]["Aged"];
        };
        StatementLine: {
            /** Format: date */
            on: string;
            /** @description `invoice`, `opening`, `credit_note`, `payment`, `refund`, `withheld`, `bounced`, `deposit` or `deposit_refund` */
            kind: string;
            number: string;
            /** @description Of an invoice: the customer's own order numbers, with commas between. */
            po_number: string | null;
            /** @description One of the two is zero. */
            debit: components["schemas"]["Amount"];
            credit: components["schemas"]["Amount"];
            /** @description After it. */
            balance: components["schemas"]["Amount"];
        };
        /** @description What is under way. */
        StatementsSent: {
            /**
             * Format: int64
             * @description Customers who are written to; nobody twice on a day.
             */
            customers: number;
            /** @description What they owe that is late, in minor units. */
            due: components["schemas"]["Amount"];
            currency: string;
            /**
             * Format: date
             * @description The days of the statement.
             */
            from: string;
            /** Format: date */
            until: string;
        };
        StockCause: {
            kind: components["schemas"]["MovementKind"];
            /** Format: int64 */
            movements: number;
            /** @description Of different units, too: zero says that nothing is left over, and no more. */
            quantity: components["schemas"]["Quantity"];
            value_cost: components["schemas"]["Amount"];
        };
        StockLevel: {
            site_id: components["schemas"]["SiteId"];
            on_hand: components["schemas"]["Quantity"];
            /** @description Put aside for work orders. */
            reserved: components["schemas"]["Quantity"];
            /** @description On hand and not reserved; below zero when work took more than there was. */
            available: components["schemas"]["Quantity"];
            /** @description On purchase orders that were sent, and not here yet. */
            on_order: components["schemas"]["Quantity"];
            /** @description Available when all that is on order has come. */
            projected: components["schemas"]["Quantity"];
            minimum: components["schemas"]["Quantity"];
            /** @description Up to how much is ordered; the minimum, when that is more. */
            maximum: components["schemas"]["Quantity"];
            /** @description Of what is on hand, what is known by its number. More when pieces left and nobody said which. */
            numbered?: components["schemas"]["Quantity"];
            /** @description Where it lies. */
            bin: string | null;
            /** @description What of it lies in rooms and vans of the site; the rest of what is on hand is on its own shelves. */
            elsewhere: components["schemas"]["Quantity"];
            average_cost: components["schemas"]["Amount"] | null;
        };
        /** @description What moved a site's stock in a month, and whether that explains what it is worth. */
        StockMonth: {
            site_id: components["schemas"]["SiteId"];
            month: string;
            currency: string;
            /** @description What the stock was worth when the month began, and when it ended. */
            opening_cost: components["schemas"]["Amount"];
            closing_cost: components["schemas"]["Amount"];
            /** @description What moved it, by kind: signed as the stock sees it. */
            causes: components["schemas"]["StockCause"][];
            /** @description What the averages were rounded by: the rest of the difference that the causes do not explain. */
            rounding_cost: components["schemas"]["Amount"];
            /** @description On no shelf at this moment: sent to other sites, or from them, and not received. */
            in_transit_cost: components["schemas"]["Amount"];
            /** @description Returned to suppliers, and not credited at this moment. */
            open_credit_cost: components["schemas"]["Amount"];
            /** @description Received, and not billed at this moment, as ordered. */
            unbilled_cost: components["schemas"]["Amount"];
        };
        StockTake: {
            id: components["schemas"]["StockTakeId"];
            /** @example IN-LAC-2026-00003 */
            number: string;
            site_id: components["schemas"]["SiteId"];
            /** @description Null for all that lies there. */
            bin: string | null;
            /** @description The room or van; null for the site's own shelves. */
            location: string | null;
            state: components["schemas"]["StockTakeState"];
            currency: string;
            /**
             * Format: int64
             * @description How many products it is of, and how many were counted.
             */
            lines: number;
            /** Format: int64 */
            counted: number;
            /**
             * Format: int64
             * @description How many differ from the books; null while somebody counts, and for those who may not approve.
             */
            differing: number | null;
            variance_cost: components["schemas"]["Amount"] | null;
            /** Format: date-time */
            created_at: string;
            created_by: string;
            /** Format: date-time */
            counted_at: string | null;
            approval: components["schemas"]["SupplierInvoiceApproval"] | null;
            cancel_reason: string | null;
            /** Format: int64 */
            version: number;
            /** @description count, finish, recount, approve, cancel */
            actions: string[];
        };
        /**
         * Format: uuid
         * @description A count of what lies in a bin, or at a site.
         */
        StockTakeId: string;
        StockTakeInput: {
            site_id: components["schemas"]["SiteId"];
            /** @description All that lies there when left out, or that has a bin. */
            bin?: string | null;
            location_id?: components["schemas"]["LocationId"] | null;
        };
        /** @description A product of a stock take. */
        StockTakeLine: {
            /** @description The product's. */
            id: components["schemas"]["ProductId"];
            sku: string;
            description: string;
            unit: components["schemas"]["Unit"];
            /** @description Empty for none. */
            bin: string;
            counted: components["schemas"]["Quantity"] | null;
            counted_by: string | null;
            /** Format: date-time */
            counted_at: string | null;
            snapshot: components["schemas"]["Quantity"] | null;
            book: components["schemas"]["Quantity"] | null;
            variance: components["schemas"]["Quantity"] | null;
            variance_cost: components["schemas"]["Amount"] | null;
        };
        /** @description A stock take in a list. */
        StockTakeRow: {
            id: components["schemas"]["StockTakeId"];
            number: string;
            site_id: components["schemas"]["SiteId"];
            bin: string | null;
            /** @description The room or van; null for the site's own shelves. */
            location: string | null;
            state: components["schemas"]["StockTakeState"];
            currency: string;
            /** Format: date-time */
            created_at: string;
            created_by: string;
            variance_cost: components["schemas"]["Amount"] | null;
        };
        /**
         * @description counting ⇄ counted → approved; cancelled before it is approved.
         * @enum {string}
         */
        StockTakeState: "counting" | "counted" | "approved" | "cancelled";
        /** @description Parts that one site wants of another. */
        StockTransferInput: {
            /** @description Where they are. */
            from_site_id: components["schemas"]["SiteId"];
            /** @description Where they are wanted; another one (`same-site`). */
            to_site_id: components["schemas"]["SiteId"];
            lines: components["schemas"]["TransferLineInput"][];
            notes?: string | null;
        };
        /** @description What a site's stock was worth at the end of a day, in minor units of its currency. */
        StockValue: {
            site_id: components["schemas"]["SiteId"];
            currency: string;
            /** Format: date */
            on: string;
            /**
             * Format: int64
             * @description Articles that lay there, or were owed.
             */
            products: number;
            value_cost: components["schemas"]["Amount"];
            /** @description The most valuable first. */
            categories: components["schemas"]["CategoryValue"][];
            /** @description The site's own shelves, then its rooms and vans by name. */
            places: components["schemas"]["PlaceValue"][];
            /** @description Received by then and not billed by then, at the prices it was ordered at. */
            unbilled_cost: components["schemas"]["Amount"];
        };
        /** @description The old part of a work order's line that is worth a deposit. */
        StoreCore: {
            line_id: components["schemas"]["LineId"];
            work_order_id: components["schemas"]["WorkOrderId"];
            order_number: string;
            vehicle_plate: string;
            customer_name: string;
            site_id: components["schemas"]["SiteId"];
            product_id: components["schemas"]["ProductId"];
            sku: string;
            description: string;
            quantity: components["schemas"]["Quantity"];
            unit: components["schemas"]["Unit"];
            /** @description What the customer pays without it: of one, net. */
            charge: components["schemas"]["Amount"];
            currency: string;
            state: components["schemas"]["StoreCoreState"];
            /**
             * Format: date-time
             * @description When it came to this state: what ages.
             */
            since: string;
            supplier: components["schemas"]["PurchaseSupplier"] | null;
            expected_cost: components["schemas"]["Amount"] | null;
            /** Format: date-time */
            sent_at: string | null;
            credit_number: string | null;
            /** Format: date */
            credited_on: string | null;
            credit_cost: components["schemas"]["Amount"] | null;
            /** Format: int64 */
            version: number;
            /** @description send, credit */
            actions: string[];
        };
        /** @enum {string} */
        StoreCoreState: "expected" | "in_hand" | "kept" | "sent" | "credited";
        /** @description Why. */
        StoreReason: {
            reason: string;
        };
        StoreTyresInput: {
            /** @description The label of its place: `B3-12`. */
            location: string;
            description?: string;
        };
        /** @description A set of tyres that the garage keeps, or kept. */
        StoredTyres: {
            /** Format: uuid */
            id: string;
            /** @description The label of its place: `B3-12`. */
            location: string;
            description: string;
            /** Format: date-time */
            stored_at: string;
            /**
             * Format: date-time
             * @description Null while they are here.
             */
            returned_at: string | null;
            by_name: string;
        };
        /** @description All that the garage keeps of a person. */
        SubjectData: {
            customer_id: components["schemas"]["CustomerId"];
            /**
             * Format: date-time
             * @description When it was gathered.
             */
            at: string;
            /**
             * @description `profile`, `contacts`, `consents`, `vehicles`, `appointments`, `work_orders`, `invoices`, `messages` and their like; of each all rows,
             *     also where there are none.
             */
            parts: components["schemas"]["SubjectPart"][];
        };
        /** @description Rows of one kind that are about a person. */
        SubjectPart: {
            /** @example invoices */
            name: string;
            /** @description As they are kept, each an object by its columns; amounts are in minor units. */
            rows: Record<string, never>[];
        };
        /** @description A sublet line with the order to whom does it. */
        Sublet: {
            line_id: components["schemas"]["LineId"];
            description: string;
            /** @description Net: what the customer pays. */
            price: components["schemas"]["Amount"];
            /** @description Null until it is ordered, and all that follows. */
            number: string | null;
            vendor: string | null;
            cost: components["schemas"]["Amount"] | null;
            margin: components["schemas"]["Amount"] | null;
            /** Format: date */
            expected_on: string | null;
            vendor_invoice: string | null;
            /** Format: date-time */
            ordered_at: string | null;
            ordered_by: string | null;
        };
        SubletInput: {
            vendor: string;
            /**
             * Format: int64
             * @description Net, in the order's currency. Needed to order; left out later it stays, for who may not see it.
             */
            cost?: number | null;
            /** Format: date */
            expected_on?: string | null;
            /** @description The number of the vendor's invoice, once it came. */
            vendor_invoice?: string | null;
        };
        Sublets: {
            items: components["schemas"]["Sublet"][];
            currency: string;
        };
        /** @description What comes in place of what was ordered. */
        Substitute: {
            product_id: components["schemas"]["ProductId"];
            /**
             * Format: int64
             * @description Of one of the supplier's packs, net; what the supplier asked last when left out.
             */
            pack_cost?: number | null;
        };
        Supplier: {
            id: components["schemas"]["SupplierId"];
            name: string;
            contact: string | null;
            phone: string | null;
            email: string | null;
            currency: string;
            /** Format: int32 */
            terms_days: number;
            /** Format: int32 */
            lead_days: number;
            notes: string | null;
            archived: boolean;
            /** Format: int64 */
            version: number;
            /** @description `update` */
            actions: string[];
        };
        /** @description The fields to change; those left out stay. */
        SupplierChange: {
            /** @default null */
            name?: string | null;
            /** @default null */
            contact?: string | null;
            /** @default null */
            phone?: string | null;
            /** @default null */
            email?: string | null;
            /**
             * Format: int32
             * @default null
             */
            terms_days?: number | null;
            /**
             * Format: int32
             * @default null
             */
            lead_days?: number | null;
            /** @default null */
            notes?: string | null;
            /** @default null */
            archived?: boolean | null;
        };
        SupplierCredit: {
            id: components["schemas"]["SupplierCreditId"];
            /** @description The supplier's. */
            number: string;
            /** Format: date */
            dated_on: string;
            credit_cost: components["schemas"]["Amount"] | null;
            by: string;
            /** Format: date-time */
            at: string;
        };
        /**
         * Format: uuid
         * @description A supplier's credit note.
         */
        SupplierCreditId: string;
        /** @description A supplier's credit note. */
        SupplierCreditInput: {
            /** @description The supplier's; theirs once. */
            number: string;
            /** Format: date */
            dated_on: string;
            /**
             * Format: int64
             * @description Net.
             */
            credit_cost: number;
        };
        /** @description How a supplier delivered to the caller's sites in the twelve months before now. A figure without anything to reckon with is null. */
        SupplierFigures: {
            /** Format: date-time */
            since: string;
            /** @description Orders that were sent and not cancelled. */
            orders: number;
            /** @description Of these, those of which something came. */
            delivered: number;
            /**
             * Format: int64
             * @description From sending an order to its first delivery, hours: the median of those that were delivered, which one forgotten order does not move.
             */
            lead_hours: number | null;
            fill_rate: components["schemas"]["BasisPoints"] | null;
            return_rate: components["schemas"]["BasisPoints"] | null;
            /**
             * Format: date-time
             * @description When something came last.
             */
            last_received_at: string | null;
        };
        /**
         * Format: uuid
         * @description Who sells parts to the garage.
         */
        SupplierId: string;
        /** @description What a new supplier needs. */
        SupplierInput: {
            name: string;
            /** @description Whom one speaks to there. */
            contact?: string | null;
            phone?: string | null;
            email?: string | null;
            /** @description `TND` when left out. */
            currency?: string | null;
            /**
             * Format: int32
             * @description Days until an invoice is due; 0 when left out.
             */
            terms_days?: number;
            /**
             * Format: int32
             * @description Days from an order to its delivery; 0 when left out.
             */
            lead_days?: number;
            notes?: string | null;
        };
        SupplierInvoice: {
            id: components["schemas"]["SupplierInvoiceId"];
            /** @description The supplier's. */
            number: string;
            site_id: components["schemas"]["SiteId"];
            supplier: components["schemas"]["PurchaseSupplier"];
            state: components["schemas"]["SupplierInvoiceState"];
            currency: string;
            /** Format: date */
            dated_on: string;
            /** Format: date */
            due_on: string | null;
            notes: string | null;
            lines: components["schemas"]["SupplierInvoiceLine"][];
            total_cost: components["schemas"]["Amount"] | null;
            difference_cost: components["schemas"]["Amount"] | null;
            approval: components["schemas"]["SupplierInvoiceApproval"] | null;
            cancel_reason: string | null;
            /** Format: date-time */
            created_at: string;
            created_by: string;
            /** Format: int64 */
            version: number;
            /** @description match, approve, cancel */
            actions: string[];
        };
        SupplierInvoiceApproval: {
            by: string;
            reason: string;
            /** Format: date-time */
            at: string;
        };
        /**
         * Format: uuid
         * @description What a supplier wants to be paid for.
         */
        SupplierInvoiceId: string;
        /** @description What a supplier wants to be paid for. */
        SupplierInvoiceInput: {
            site_id: components["schemas"]["SiteId"];
            supplier_id: components["schemas"]["SupplierId"];
            /** @description The supplier's; theirs once. */
            number: string;
            /** Format: date */
            dated_on: string;
            /**
             * Format: date
             * @description The supplier's usual days when left out.
             */
            due_on?: string | null;
            notes?: string | null;
            lines: components["schemas"]["SupplierInvoiceLineInput"][];
        };
        SupplierInvoiceLine: {
            id: components["schemas"]["SupplierInvoiceLineId"];
            purchase: components["schemas"]["SupplierInvoicePurchase"] | null;
            description: string;
            article_number: string | null;
            unit: components["schemas"]["Unit"];
            /** @description How many of our units are in one of the supplier's. */
            pack_size: components["schemas"]["Quantity"];
            /** @description How many of the supplier's are billed. */
            packs: components["schemas"]["Quantity"];
            /** @description The same in our units, like all that follow. */
            quantity: components["schemas"]["Quantity"];
            /** @description What of it came and nobody billed before. */
            matched: components["schemas"]["Quantity"];
            /** @description What did not. */
            short: components["schemas"]["Quantity"];
            pack_cost: components["schemas"]["Amount"] | null;
            line_cost: components["schemas"]["Amount"] | null;
            expected_cost: components["schemas"]["Amount"] | null;
            price_difference_cost: components["schemas"]["Amount"] | null;
            short_cost: components["schemas"]["Amount"] | null;
            stock_cost: components["schemas"]["Amount"] | null;
            /** @description Neither short nor beyond the tolerance of one per cent. */
            agrees: boolean;
        };
        /**
         * Format: uuid
         * @description A part or a cost on a supplier's invoice.
         */
        SupplierInvoiceLineId: string;
        SupplierInvoiceLineInput: {
            purchase_line_id?: components["schemas"]["PurchaseLineId"] | null;
            /** @description Of a cost; a part's is its own. */
            description?: string | null;
            /**
             * Format: int64
             * @description How many of the supplier's packs, in thousandths.
             */
            packs: number;
            /**
             * Format: int64
             * @description Of one pack, net.
             */
            pack_cost: number;
        };
        SupplierInvoicePurchase: {
            line_id: components["schemas"]["PurchaseLineId"];
            order_id: components["schemas"]["PurchaseOrderId"];
            order_number: string;
            product_id: components["schemas"]["ProductId"];
        };
        /** @description A supplier's invoice in a list. */
        SupplierInvoiceRow: {
            id: components["schemas"]["SupplierInvoiceId"];
            number: string;
            site_id: components["schemas"]["SiteId"];
            supplier: components["schemas"]["PurchaseSupplier"];
            state: components["schemas"]["SupplierInvoiceState"];
            currency: string;
            /** Format: date */
            dated_on: string;
            /** Format: date */
            due_on: string | null;
            total_cost: components["schemas"]["Amount"] | null;
            difference_cost: components["schemas"]["Amount"] | null;
            /** Format: date-time */
            created_at: string;
        };
        /**
         * @description differs → billed; what agrees is billed at once. Cancelled when it was written down wrong.
         * @enum {string}
         */
        SupplierInvoiceState: "differs" | "billed" | "cancelled";
        /** @description A product that a supplier sells. */
        SupplierItem: {
            supplier_id: components["schemas"]["SupplierId"];
            supplier_name: string;
            /** @description Of the supplier. */
            currency: string;
            product_id: components["schemas"]["ProductId"];
            sku: string;
            name: string;
            unit: components["schemas"]["Unit"];
            article_number: string | null;
            /** @description How many of our units are in one of theirs. */
            pack_size: components["schemas"]["Quantity"];
            pack_cost: components["schemas"]["Amount"] | null;
            /** @description Where it is bought unless somebody says otherwise. */
            preferred: boolean;
            /** Format: date-time */
            updated_at: string;
        };
        /** @description How a supplier sells a product. */
        SupplierItemInput: {
            /** @description The supplier's. */
            article_number?: string | null;
            /**
             * Format: int64
             * @description How many of our units are in one of theirs: 208000 for a drum of 208 litres. 1000 when left out.
             */
            pack_size?: number | null;
            /**
             * Format: int64
             * @description Of one pack, net.
             */
            pack_cost?: number | null;
            /** @description Buy it there unless somebody says otherwise; no other supplier is preferred for it then. */
            preferred?: boolean;
        };
        SupplierReturn: {
            id: components["schemas"]["SupplierReturnId"];
            /** @example RF-LAC-2026-00042 */
            number: string;
            site_id: components["schemas"]["SiteId"];
            supplier: components["schemas"]["PurchaseSupplier"];
            state: components["schemas"]["SupplierReturnState"];
            currency: string;
            notes: string | null;
            lines: components["schemas"]["SupplierReturnLine"][];
            /** @description The supplier's credit notes, oldest first. */
            credits: components["schemas"]["SupplierCredit"][];
            expected_cost: components["schemas"]["Amount"] | null;
            credited_cost: components["schemas"]["Amount"] | null;
            open_cost: components["schemas"]["Amount"] | null;
            settled: components["schemas"]["SupplierInvoiceApproval"] | null;
            cancel_reason: string | null;
            /** Format: date-time */
            created_at: string;
            created_by: string;
            /** Format: date-time */
            shipped_at: string | null;
            /** Format: date-time */
            credited_at: string | null;
            /** Format: int64 */
            version: number;
            /** @description `add_line`, ship, credit, settle, cancel */
            actions: string[];
        };
        /**
         * Format: uuid
         * @description What goes back to a supplier.
         */
        SupplierReturnId: string;
        /** @description What is to go back to a supplier. */
        SupplierReturnInput: {
            site_id: components["schemas"]["SiteId"];
            supplier_id: components["schemas"]["SupplierId"];
            lines?: components["schemas"]["SupplierReturnLineInput"][];
            notes?: string | null;
        };
        SupplierReturnLine: {
            id: components["schemas"]["SupplierReturnLineId"];
            product_id: components["schemas"]["ProductId"];
            sku: string;
            description: string;
            unit: components["schemas"]["Unit"];
            quantity: components["schemas"]["Quantity"];
            reason: components["schemas"]["ReturnReason"];
            unit_cost: components["schemas"]["Amount"] | null;
            line_cost: components["schemas"]["Amount"] | null;
            stock_cost: components["schemas"]["Amount"] | null;
        };
        /**
         * Format: uuid
         * @description A part on a return.
         */
        SupplierReturnLineId: string;
        SupplierReturnLineInput: {
            product_id: components["schemas"]["ProductId"];
            /**
             * Format: int64
             * @description In our units.
             */
            quantity: number;
            /**
             * Format: int64
             * @description What should be credited for one of our units, net; what the supplier asked last when left out, else the average cost.
             */
            unit_cost?: number | null;
            reason: components["schemas"]["ReturnReason"];
        };
        /** @description A return in a list. */
        SupplierReturnRow: {
            id: components["schemas"]["SupplierReturnId"];
            number: string;
            site_id: components["schemas"]["SiteId"];
            supplier: components["schemas"]["PurchaseSupplier"];
            state: components["schemas"]["SupplierReturnState"];
            currency: string;
            expected_cost: components["schemas"]["Amount"] | null;
            credited_cost: components["schemas"]["Amount"] | null;
            open_cost: components["schemas"]["Amount"] | null;
            /** Format: date-time */
            created_at: string;
            /**
             * Format: date-time
             * @description Since when its credit is awaited.
             */
            shipped_at: string | null;
        };
        /**
         * @description draft → shipped → credited; cancelled from a draft.
         * @enum {string}
         */
        SupplierReturnState: "draft" | "shipped" | "credited" | "cancelled";
        /**
         * @description What a tag is shown in.
         * @enum {string}
         */
        TagColour: "grey" | "teal" | "green" | "amber" | "red" | "blue" | "violet";
        TagCount: {
            tag_id: components["schemas"]["TagId"];
            /** Format: int64 */
            count: number;
        };
        /**
         * Format: uuid
         * @description A word of the garage's own that is put on customers.
         */
        TagId: string;
        TagLabel: {
            /** @description What a scanner reads: an order's number. */
            code: string;
            title: string;
            detail?: string | null;
            /** Format: int32 */
            copies: number;
        };
        /** @description Parts that were issued and lie on the shelf again. */
        TakeBackInput: {
            line_id: components["schemas"]["LineId"];
            /**
             * Format: int64
             * @description Left out, all that was issued.
             */
            quantity?: number | null;
            location_id?: components["schemas"]["LocationId"] | null;
            reason?: string | null;
            /** @description Which pieces come back, where the line has several with numbers. */
            numbers?: components["schemas"]["NumberInput"][];
        };
        /** @description Money received before there is an invoice. */
        TakeDeposit: {
            /** @description On which it is held. */
            work_order_id: components["schemas"]["WorkOrderId"];
            tender: components["schemas"]["Tender"];
            /**
             * Format: int64
             * @description In minor units of the work order's currency; more than zero.
             */
            amount: number;
            /** @description Cheque or transfer number, at most 200 characters. */
            reference?: string | null;
            cheque?: components["schemas"]["ChequeDetails"] | null;
        };
        /** @description Money received for an invoice. */
        TakePayment: {
            tender: components["schemas"]["Tender"];
            /**
             * Format: int64
             * @description In minor units of the invoice's currency; more than zero, at most what is due.
             */
            amount: number;
            /** @description Cheque or transfer number, at most 200 characters. */
            reference?: string | null;
            cheque?: components["schemas"]["ChequeDetails"] | null;
        };
        /** @description Money received from a customer for invoices of a site, or on account. */
        TakeReceipt: {
            site_id: components["schemas"]["SiteId"];
            customer_id: components["schemas"]["CustomerId"];
            tender: components["schemas"]["Tender"];
            /**
             * Format: int64
             * @description In minor units of the site's currency; more than zero.
             */
            amount: number;
            /** @description Cheque or transfer number, at most 200 characters. */
            reference?: string | null;
            cheque?: components["schemas"]["ChequeDetails"] | null;
            /** @description What it pays; the oldest invoices first when left out, and none of them when empty. */
            allocations?: components["schemas"]["ReceiptAllocation"][] | null;
            withholding?: components["schemas"]["Withholding"] | null;
        };
        /** @description A takeover, and how far it is. */
        Takeover: {
            /** Format: uuid */
            id: string;
            /** @description The name of what was sent. */
            file: string;
            dry_run: boolean;
            state: components["schemas"]["ImportState"];
            /** @description The table at hand while it runs, as the report names it. */
            step: string | null;
            /**
             * Format: int64
             * @description Rows that are done, of `total`.
             */
            processed: number;
            /** Format: int64 */
            total: number;
            by_name: string;
            /** Format: date-time */
            started_at: string;
            /** @description Why it stopped. What was done stays, and another run goes on from it. */
            error: string | null;
        };
        /** @description What the form carries. */
        TakeoverForm: {
            /**
             * Format: binary
             * @description A SQLite database, a plain dump (`pg_dump`, with COPY or INSERT), CSV or JSON (Django's `dumpdata` too) of one table or all, or a
             *     zip of such files and the PDFs that they name. Up to 64 MiB; `ecar import system` takes more.
             */
            file: string;
            /** @description Which system it comes from; told by its tables when left out. */
            system?: components["schemas"]["TakeoverSystem"];
            /** @description Reports what would happen and writes nothing. */
            dry_run?: boolean;
            /** @description Where what belongs to no site there comes, and what belongs to a site whose name is not known here. */
            site_id: components["schemas"]["SiteId"];
        };
        /** @description A table that ECAR takes nothing of. */
        TakeoverIgnored: {
            name: string;
            /** Format: int64 */
            rows: number;
        };
        /** @description A row that was not taken, and why. */
        TakeoverRefused: {
            table: string;
            /** @description Its key in the other system, or its line where it has none. */
            row: string;
            field: string;
            reason: string;
            /**
             * Format: int64
             * @description What it is worth, in minor units, where it counts towards a total and could be read.
             */
            amount: number | null;
        };
        /** @description The whole difference report. */
        TakeoverReport: {
            /** @description `manager`, `office` or `services` */
            system: string;
            currency: string;
            tables: components["schemas"]["TakeoverTable"][];
            totals: components["schemas"]["TakeoverTotal"][];
            /** @description The first 5,000. */
            refused: components["schemas"]["TakeoverRefused"][];
            ignored: components["schemas"]["TakeoverIgnored"][];
        };
        /**
         * @description A system that ECAR replaces: the workshop manager, the garage back office, the six services.
         * @enum {string}
         */
        TakeoverSystem: "manager" | "office" | "services";
        /** @description What became of the rows of one kind. */
        TakeoverTable: {
            /** @description `accounts`, `customers`, `vehicles`, `products`, `stock`, `visits`, `invoices` or `papers` */
            name: string;
            /** Format: int64 */
            read: number;
            /** Format: int64 */
            made: number;
            /** Format: int64 */
            changed: number;
            /** Format: int64 */
            same: number;
            /** Format: int64 */
            refused: number;
            /**
             * Format: int64
             * @description Of another system, and nothing that ECAR keeps: drafts, staff, sales without a vehicle among visits.
             */
            left: number;
        };
        /** @description A sum in the other system and here, in minor units; pieces in thousandths. */
        TakeoverTotal: {
            /** @description `invoices`, `payments`, `open`, `void`, `stock_quantity` or `stock_value` */
            name: string;
            /** Format: int64 */
            before: number;
            /** Format: int64 */
            after: number;
            /**
             * Format: int64
             * @description What of the difference the refused rows are.
             */
            refused: number;
        };
        /** @description A takeover with its difference report. */
        TakeoverWithReport: components["schemas"]["Takeover"] & {
            report?: components["schemas"]["TakeoverReport"] | null;
            /** @description Each sum is the same before and after, but for what was refused. */
            adds_up?: boolean | null;
        };
        /** @description Rates by what a line is, in basis points; what is left out is taxed at the site's rate. */
        TaxRates: {
            /** @default null */
            labour?: components["schemas"]["BasisPoints"];
            /**
             * @description Of parts in words: an article has a rate of its own.
             * @default null
             */
            part?: components["schemas"]["BasisPoints"];
            /** @default null */
            fee?: components["schemas"]["BasisPoints"];
            /**
             * @description Work that others do.
             * @default null
             */
            sublet?: components["schemas"]["BasisPoints"];
            /**
             * @description A fee that is asked for tyres alone; as other fees where it is left out.
             * @default null
             */
            tyre_fee?: components["schemas"]["BasisPoints"];
        };
        /** @description Rates in basis points; what is left out is taxed as the country says, and as the site where that says nothing. */
        TaxRatesInput: {
            labour?: components["schemas"]["BasisPoints"] | null;
            part?: components["schemas"]["BasisPoints"] | null;
            fee?: components["schemas"]["BasisPoints"] | null;
            sublet?: components["schemas"]["BasisPoints"] | null;
            tyre_fee?: components["schemas"]["BasisPoints"] | null;
        };
        TechnicianCount: {
            id: components["schemas"]["UserId"];
            name: string;
            /** Format: int64 */
            comebacks: number;
        };
        TechnicianInspections: {
            technician_id: components["schemas"]["UserId"] | null;
            technician_name: string | null;
            /**
             * Format: int64
             * @description Not cancelled.
             */
            orders: number;
            /**
             * Format: int64
             * @description With a signed inspection.
             */
            inspected: number;
            /** @description Of the orders, those with a signed inspection. */
            rate: components["schemas"]["BasisPoints"];
            /**
             * Format: int64
             * @description Items that are soon or urgent.
             */
            findings: number;
            /**
             * Format: int64
             * @description Of them, those that became a job.
             */
            proposed: number;
            /**
             * Format: int64
             * @description Links that customers were given.
             */
            sent: number;
            /**
             * Format: int64
             * @description Of them, those that were opened.
             */
            opened: number;
        };
        TechnicianLabel: {
            id: components["schemas"]["UserId"];
            name: string;
        };
        /**
         * Format: uuid
         * @description What is looked at, in which order.
         */
        TemplateId: string;
        /** @description A template whole: what is left out is gone. */
        TemplateInput: {
            names: components["schemas"]["InspectionNames"];
            sections: components["schemas"]["TemplateSection"][];
        };
        TemplateItem: {
            names: components["schemas"]["InspectionNames"];
            measured: components["schemas"]["Measured"] | null;
            /** @description The inspection is not done without it. */
            required: boolean;
            /** @description Found urgent, it needs a photo. */
            photo_if_urgent: boolean;
            /** @description What the job is called that mends it; the item's name when null. */
            job_title: string | null;
            canned_job_id: components["schemas"]["CannedJobId"] | null;
        };
        /** @description What a template is made of, as it comes in and as it is kept. */
        TemplateSection: {
            names: components["schemas"]["InspectionNames"];
            items: components["schemas"]["TemplateItem"][];
        };
        /**
         * @description How money was handed over.
         * @enum {string}
         */
        Tender: "cash" | "card" | "transfer" | "cheque" | "online" | "points";
        /** @description The terms whole: what is left out is no warranty. */
        TermsInput: {
            usual: components["schemas"]["UsualTerms"];
        };
        /** @description What was said about an order. */
        Thread: {
            /** @description The newest first. */
            items: components["schemas"]["ThreadEntry"][];
            /** @description Where the next page begins; null after the last. */
            next: string | null;
            /**
             * Format: int64
             * @description What came from the customer and nobody of the desk saw.
             */
            unread: number;
            advisor: components["schemas"]["ThreadAdvisor"] | null;
            /** @description `write`, `hand_over` */
            actions: string[];
        };
        /** @description Who of the desk goes on with it. */
        ThreadAdvisor: {
            id: components["schemas"]["UserId"];
            name: string;
        };
        /** @description Something that was said about an order. */
        ThreadEntry: {
            /** Format: uuid */
            id: string;
            kind: components["schemas"]["ThreadKind"];
            /** @description What was written; of other messages than notes the subject of a mail or the text, and nothing before their first try. */
            text: string;
            /** @description Who wrote a note or handed over; the name or the telephone of who wrote back. */
            by: string | null;
            /** @description Whom it was handed over to. */
            to: string | null;
            channel: components["schemas"]["MessageChannel"] | null;
            event: components["schemas"]["MessageEvent"] | null;
            state: components["schemas"]["MessageState"] | null;
            /** @description Why the last try came to nothing. */
            error: string | null;
            /**
             * Format: date-time
             * @description It is not sent before: it is night where the customer is, or the gateway is busy.
             */
            waits_until: string | null;
            /** Format: date-time */
            at: string;
            /** @description Papers of the order: what went with a note, or came with what they wrote. */
            papers: components["schemas"]["ThreadPaper"][];
        };
        /**
         * @description What an entry of a thread is.
         * @enum {string}
         */
        ThreadKind: "sent" | "written" | "asked" | "handed_over";
        ThreadNote: {
            /** @description In the desk's own words. */
            text: string;
            /** @description Papers of the order that go with it: by mail enclosed, else as links. Of 10 MiB together at most. */
            attachment_ids?: string[];
        };
        /** @description A paper in a thread. */
        ThreadPaper: {
            /**
             * Format: uuid
             * @description Among the order's attachments, once it is kept.
             */
            id: string;
            /** @description Null of what the customer sent. */
            name: string | null;
            /** @description A media type; null of what the customer sent. */
            media: string | null;
            state: components["schemas"]["PictureState"];
        };
        /**
         * @description What the rates of a matrix are of.
         * @enum {string}
         */
        TierKind: "markup" | "margin";
        /** @description The time of everybody who was there or sold hours in the period. */
        TimeReport: {
            /** @description By name. */
            people: components["schemas"]["PersonTime"][];
            total: components["schemas"]["TimeSum"];
        };
        /** @description From one instant to another, the end not included. */
        TimeSpan: {
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            until: string;
        };
        /** @description The time of one person, or of all, within a period. */
        TimeSum: {
            /**
             * Format: int64
             * @description Seconds on the shift clock.
             */
            attended: number;
            /**
             * Format: int64
             * @description Seconds of work on jobs.
             */
            worked: number;
            /** Format: int64 */
            waiting_approval: number;
            /** Format: int64 */
            waiting_parts: number;
            /** Format: int64 */
            waiting_bay: number;
            /** Format: int64 */
            waiting_diagnosis: number;
            /**
             * Format: int64
             * @description Attended, and on no job.
             */
            unexplained: number;
            /**
             * Format: int64
             * @description Thousandths of an hour, of orders completed in the period.
             */
            sold: number;
            /**
             * Format: int64
             * @description Worked on jobs ÷ attended, in basis points; null without attendance. Waiting is no work (PRODUCT 3.2 step 14).
             */
            utilisation: number | null;
            /**
             * Format: int64
             * @description Sold ÷ worked on jobs.
             */
            efficiency: number | null;
            /**
             * Format: int64
             * @description Sold ÷ attended.
             */
            productivity: number | null;
            /**
             * Format: int64
             * @description Clockings that wait for an end.
             */
            forgotten: number;
        };
        /** @description Something that happened with a customer. */
        TimelineEntry: {
            /** Format: uuid */
            id: string;
            kind: components["schemas"]["TimelineKind"];
            /**
             * @description Of a visit `opened`, `completed`, `reopened`, `cancelled`; `issued`; `paid`, `refunded`; of an appointment `requested`, `confirmed`,
             *     `rescheduled`, `cancelled`, `no_show`; of a message `sent`, `failed`, `skipped`; `granted`, `refused`; `merged`, `unmerged`; by hand
             *     `call`, `complaint`, `remark`.
             */
            action: string;
            /** Format: date-time */
            at: string;
            site_id: components["schemas"]["SiteId"] | null;
            /**
             * Format: uuid
             * @description The work order, invoice, appointment, message or other customer; of a payment its invoice.
             */
            record_id: string | null;
            /** @description Its number or name, a message's subject; of a consent the channel and purpose: `sms.marketing`. */
            label: string | null;
            amount: components["schemas"]["Amount"] | null;
            currency: string | null;
            /**
             * Format: date-time
             * @description When an appointment is.
             */
            due_at: string | null;
            text: string | null;
            by: string;
            /**
             * Format: date-time
             * @description It was wrong.
             */
            struck_at: string | null;
            struck_by: string | null;
            /** @description `strike` */
            actions: string[];
        };
        /** @enum {string} */
        TimelineKind: "visit" | "invoice" | "payment" | "appointment" | "message" | "consent" | "merge" | "note";
        /**
         * @description What somebody notes by hand.
         * @enum {string}
         */
        TimelineNote: "call" | "complaint" | "remark";
        TimelineNoteInput: {
            action: components["schemas"]["TimelineNote"];
            text: string;
            /**
             * Format: date-time
             * @description When it was, not after now; now when left out.
             */
            at?: string | null;
        };
        /** @description A text in the three languages of the screens. */
        Titles: {
            fr: string;
            ar: string;
            en: string;
        };
        /** @description Customers with more than one draft that could be issued, who want one invoice first. */
        ToInvoiceTogether: {
            /** @description At most 200. */
            items: components["schemas"]["DraftsOf"][];
        };
        /** @description What one invoice of the drafts would ask for. */
        TogetherPreview: {
            customer: components["schemas"]["InvoiceCustomer"];
            orders: components["schemas"]["InvoiceOrder"][];
            totals: components["schemas"]["Totals"];
            /** @description What the drafts would ask for one by one, in minor units of the totals' currency: each with its stamp duty. */
            apart: components["schemas"]["Amount"];
        };
        TopCustomer: {
            customer_id: components["schemas"]["CustomerId"];
            name: string;
            invoiced: components["schemas"]["Amount"];
            /** @description ISO 4217. */
            currency: string;
        };
        /** @description What a document adds up to; every amount in minor units of `currency`. */
        Totals: {
            currency: string;
            /** @description Of the lines, before levies and VAT. */
            net: components["schemas"]["Amount"];
            /** @description Levies that VAT is charged on too; empty for nearly everybody. The bases of `vat_groups` hold them, `net` does not. */
            levies?: components["schemas"]["Levy"][];
            /** @description By descending rate; what is exempt stands apart. */
            vat_groups: components["schemas"]["VatGroup"][];
            vat: components["schemas"]["Amount"];
            /** @description `net`, the levies and `vat`. */
            gross: components["schemas"]["Amount"];
            /** @description What prices that were told with tax make more or less of than the gross; after VAT and outside its base. Left out when nothing. */
            rounding?: components["schemas"]["Amount"];
            /** @description A fixed duty on the document, after VAT and outside its base. */
            stamp_duty: components["schemas"]["Amount"];
            /** @description `gross + rounding + stamp_duty`: what the customer owes. */
            total: components["schemas"]["Amount"];
        };
        Transfer: {
            id: components["schemas"]["TransferId"];
            /** @example TR-LAC-2026-00042 */
            number: string;
            from: components["schemas"]["TransferPlace"];
            to: components["schemas"]["TransferPlace"];
            state: components["schemas"]["TransferState"];
            currency: string;
            notes: string | null;
            lines: components["schemas"]["TransferLine"][];
            /** @description What happened, in order. */
            entries: components["schemas"]["TransferEntry"][];
            open_cost: components["schemas"]["Amount"] | null;
            cancel_reason: string | null;
            /** Format: date-time */
            created_at: string;
            created_by: string;
            /** Format: date-time */
            shipped_at: string | null;
            /** Format: date-time */
            received_at: string | null;
            /** Format: int64 */
            version: number;
            /** @description ship, receive, explain, cancel */
            actions: string[];
        };
        TransferEntry: {
            line_id: components["schemas"]["TransferLineId"];
            step: components["schemas"]["TransferStep"];
            quantity: components["schemas"]["Quantity"];
            reason: string | null;
            by: string;
            /** Format: date-time */
            at: string;
        };
        /**
         * Format: uuid
         * @description Parts that go from one site to another.
         */
        TransferId: string;
        TransferInput: {
            customer_id: components["schemas"]["CustomerId"];
            /** @description What of the time before the new owner may see. Never who owned it, nor what anything cost them. */
            shares?: components["schemas"]["TransferShares"];
        };
        TransferLine: {
            id: components["schemas"]["TransferLineId"];
            product_id: components["schemas"]["ProductId"];
            sku: string;
            description: string;
            unit: components["schemas"]["Unit"];
            requested: components["schemas"]["Quantity"];
            shipped: components["schemas"]["Quantity"];
            /** @description With what was found. */
            received: components["schemas"]["Quantity"];
            /** @description What never left. */
            kept: components["schemas"]["Quantity"];
            lost: components["schemas"]["Quantity"];
            /** @description Shipped, and on no shelf. */
            open: components["schemas"]["Quantity"];
            unit_cost: components["schemas"]["Amount"] | null;
        };
        /**
         * Format: uuid
         * @description A part on a transfer.
         */
        TransferLineId: string;
        TransferLineInput: {
            product_id: components["schemas"]["ProductId"];
            /** Format: int64 */
            quantity: number;
        };
        /**
         * @description Where something is that was shipped and did not come.
         * @enum {string}
         */
        TransferOutcome: "found_there" | "found_here" | "lost";
        TransferPart: {
            line_id: components["schemas"]["TransferLineId"];
            /** Format: int64 */
            quantity: number;
        };
        TransferPlace: {
            site_id: components["schemas"]["SiteId"];
            name: string;
        };
        /** @description A transfer in a list. */
        TransferRow: {
            id: components["schemas"]["TransferId"];
            number: string;
            from: components["schemas"]["TransferPlace"];
            to: components["schemas"]["TransferPlace"];
            state: components["schemas"]["TransferState"];
            currency: string;
            open_cost: components["schemas"]["Amount"] | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            shipped_at: string | null;
        };
        /**
         * @description What the new owner of a vehicle may see of its time before.
         * @enum {string}
         */
        TransferShares: "vehicle" | "inspections" | "work";
        /**
         * @description requested → shipped → received; what came short differs until it is explained. Cancelled before it is shipped.
         * @enum {string}
         */
        TransferState: "requested" | "shipped" | "differs" | "received" | "cancelled";
        /**
         * @description What happened to a quantity of a line.
         * @enum {string}
         */
        TransferStep: "shipped" | "received" | "found_there" | "found_here" | "lost";
        /** @description A text in the languages of the garage; the first that is filled stands in for one that is not. */
        TranslatedName: {
            fr: string;
            ar: string;
            en: string;
        };
        /** @description In which language somebody wants to see a campaign. */
        TryCampaign: {
            /** @description Another where the campaign says nothing in this one. */
            language: components["schemas"]["Language"];
        };
        /** @description A message to try a gateway with. */
        TrySmsGateway: {
            /**
             * @description With `+` and the country's code.
             * @example +21698123456
             */
            to: string;
        };
        /** @description What to try a webhook with. */
        TryWebhook: {
            /**
             * Format: uuid
             * @description An event of the feed, once more; a `webhook.test` when left out.
             */
            event_id?: string | null;
        };
        /** @description A tyre as it was found. */
        Tyre: {
            /** Format: uuid */
            id: string;
            position: components["schemas"]["TyrePosition"];
            /** @description `205/55 R16 91V` */
            size: string;
            /** @description Week and year of make: `2219`. */
            dot: string | null;
            /**
             * Format: int32
             * @description Tenths of a millimetre.
             */
            tread: number | null;
            season: components["schemas"]["TyreSeason"];
            /** Format: date-time */
            at: string;
            by_name: string;
        };
        TyreInput: {
            position: components["schemas"]["TyrePosition"];
            /** @description `205/55 R16 91V` */
            size: string;
            /** @description Week and year of make: `2219`. */
            dot?: string | null;
            /**
             * Format: int32
             * @description Tenths of a millimetre.
             */
            tread?: number | null;
            season: components["schemas"]["TyreSeason"];
        };
        /** @enum {string} */
        TyrePosition: "front_left" | "front_right" | "rear_left" | "rear_right" | "rear_left_inner" | "rear_right_inner" | "spare";
        /** @enum {string} */
        TyreSeason: "summer" | "winter" | "all";
        TyresInput: {
            tyres: components["schemas"]["TyreInput"][];
        };
        /** @description A line of a purchase order of which more came than suppliers' invoices have. */
        UnbilledLine: {
            /** @description Of the line of the purchase order. */
            id: components["schemas"]["PurchaseLineId"];
            order_id: components["schemas"]["PurchaseOrderId"];
            order_number: string;
            site_id: components["schemas"]["SiteId"];
            supplier: components["schemas"]["PurchaseSupplier"];
            currency: string;
            product_id: components["schemas"]["ProductId"];
            sku: string;
            article_number: string | null;
            description: string;
            unit: components["schemas"]["Unit"];
            pack_size: components["schemas"]["Quantity"];
            /** @description In our units, like all that follow. */
            quantity: components["schemas"]["Quantity"];
            received: components["schemas"]["Quantity"];
            billed: components["schemas"]["Quantity"];
            unbilled: components["schemas"]["Quantity"];
            pack_cost: components["schemas"]["Amount"] | null;
        };
        /** @description A work order as it stood at the end of a day. */
        UnfinishedOrder: components["schemas"]["WorkWorth"] & {
            id: components["schemas"]["WorkOrderId"];
            number: string;
            customer_id: components["schemas"]["CustomerId"];
            customer_name: string;
            vehicle_id?: components["schemas"]["VehicleId"] | null;
            vehicle_plate: string;
            vehicle_label: string;
            state: components["schemas"]["WorkOrderState"];
            /**
             * Format: date-time
             * @description When that state began.
             */
            since: string;
            /**
             * Format: int64
             * @description Seconds that were clocked on it.
             */
            worked: number;
        };
        /**
         * @description What a quantity of 1 means.
         * @enum {string}
         */
        Unit: "each" | "litre" | "kg" | "metre" | "set" | "pair";
        /** @description What came from the customer of an order and nobody of the desk saw. */
        UnreadThread: {
            work_order_id: components["schemas"]["WorkOrderId"];
            /** Format: int64 */
            unread: number;
        };
        UnreadThreads: {
            /** @description Of 500 orders at most. */
            items: components["schemas"]["UnreadThread"][];
        };
        /** @description How much is new to the caller. */
        UnseenNews: {
            /**
             * Format: int64
             * @description Of 100 at most.
             */
            count: number;
        };
        /** @description Something under way. */
        Unsettled: {
            /** @description `work_order`, `appointment`, `invoice` or `deposit` */
            kind: string;
            /** @description What people call it: a number. */
            label: string;
        };
        /** @description What may change; left out stays, null empties. */
        UpdateDeferredJob: {
            /** Format: date */
            due_on?: string | null;
            /** Format: int64 */
            due_km?: number | null;
            reason?: string | null;
        };
        /** @description Left out stays; null empties. */
        UpdateJob: {
            title?: string | null;
            concern?: string | null;
            cause?: string | null;
            correction?: string | null;
            /** @description Jobs that share this name are options of which one can be approved. */
            option_group?: string | null;
        };
        /** @description Left out stays. */
        UpdateLabourRate: {
            name?: string | null;
            /** Format: int64 */
            per_hour?: number | null;
            /** @description Out of use: it prices nothing any more. */
            archived?: boolean | null;
        };
        /** @description Left out stays. */
        UpdateLine: {
            description?: string | null;
            /** Format: int64 */
            quantity?: number | null;
            /**
             * Format: int64
             * @description Net.
             */
            unit_price?: number | null;
            /**
             * Format: int64
             * @description With VAT, and a levy where the line bears one: the net price is worked out of it, and it is what the customer pays. Not together with
             *     `unit_price`.
             */
            unit_price_with_tax?: number | null;
            discount?: components["schemas"]["BasisPoints"] | null;
            vat_rate?: components["schemas"]["BasisPoints"] | null;
        };
        /** @description What is to be another of a webhook; what is left out stays. */
        UpdateWebhook: {
            /** @default null */
            name?: string | null;
            /** @default null */
            url?: string | null;
            /** @default null */
            types?: components["schemas"]["EventType"][] | null;
            /** @default null */
            sites?: components["schemas"]["SiteId"][] | null;
            /**
             * @description Switched on it goes on from its place at once, with all its tries; switched off its place stays.
             * @default null
             */
            enabled?: boolean | null;
        };
        /** @description Left out stays; null empties. */
        UpdateWorkOrder: {
            concern?: string | null;
            /** Format: date-time */
            promised_at?: string | null;
            key_tag?: string | null;
            notes?: string | null;
            /**
             * Format: int64
             * @description Kilometres.
             */
            odometer_in?: number | null;
            lead_source?: components["schemas"]["LeadSource"] | null;
            /** @description The customer's own order number. */
            po_number?: string | null;
        };
        /**
         * @description What a day's distance was reckoned from.
         * @enum {string}
         */
        UsageBasis: "measured" | "bounded" | "usual";
        /** @description A day's distance in each season, in thousandths of the average day's. */
        UsageSeasons: {
            /** Format: int64 */
            dec_feb: number;
            /** Format: int64 */
            mar_may: number;
            /** Format: int64 */
            jun_aug: number;
            /** Format: int64 */
            sep_nov: number;
        };
        /** @description An article that orders of this vehicle or its model took before. */
        UsedPart: {
            product_id: components["schemas"]["ProductId"];
            sku: string;
            name: string;
            unit: string;
            /** @description The catalogue's. */
            price: components["schemas"]["Amount"];
            tracked: boolean;
            on_hand: components["schemas"]["Quantity"] | null;
            /**
             * Format: int64
             * @description How many lines of orders that are done had it: on this vehicle,
             */
            on_vehicle: number;
            /**
             * Format: int64
             * @description on the make and model of about the same years,
             */
            on_model: number;
            /**
             * Format: int64
             * @description and there for a job like this.
             */
            for_job: number;
        };
        UsedParts: {
            /** @description At most eight: for such a job on this vehicle, then on its model, then for anything. */
            items: components["schemas"]["UsedPart"][];
        };
        /** @description A person's account. */
        User: {
            id: components["schemas"]["UserId"];
            name: string;
            /** @description None: they sign in with the user name, and messages to them go nowhere. */
            email: string | null;
            /** @description What they may sign in with in place of the address; small letters. */
            user_name: string | null;
            language: components["schemas"]["Language"];
            state: components["schemas"]["UserState"];
            /** @description Id of the role at every site where `sites` names no other, also at those opened later. */
            everywhere_role: string | null;
            superuser: boolean;
            /** @description At the sites where the caller may see users. */
            sites: components["schemas"]["Place"][];
            /** @description Signs in with a code as well. */
            second_factor: boolean;
            /** Format: date-time */
            created_at: string;
            /**
             * Format: date-time
             * @description When a session was last renewed, to about a quarter of an hour.
             */
            last_seen_at: string | null;
            /** Format: int64 */
            version: number;
            /** @description `update`, `invite` (again), `reset_password`, `disable`, `enable`, `sign_out`. */
            actions: string[];
        };
        /** @description What to change of an account; what is left out stays. */
        UserChanges: {
            name?: string | null;
            /** @description What they may sign in with in place of the address; capitals tell no two apart. Null takes it away, where there is an address. */
            user_name?: string | null;
            /**
             * Format: email
             * @description An address for who has none yet. Who has one changes it themselves, by a link that is sent to the new one (`has-address`).
             */
            email?: string | null;
            /** @description Id of the role at every site; null takes it away. */
            everywhere_role?: string | null;
            /**
             * @description All the sites where the person has a role of their own. Sites where the caller may not change users stay as they are
             *     when they are left out.
             */
            sites?: components["schemas"]["Place"][] | null;
        };
        /**
         * Format: uuid
         * @description A person who signs in.
         */
        UserId: string;
        /**
         * @description Whether somebody can sign in.
         * @enum {string}
         */
        UserState: "invited" | "active" | "disabled";
        /** @description A share or an amount that the first estimate of an order asks for where nobody says otherwise. */
        UsualDeposit: {
            /**
             * Format: int32
             * @description Of what the customer approves, with its taxes.
             */
            share: number | null;
            /**
             * Format: int64
             * @description In minor units of the site's currency; at most what the customer approves is asked.
             */
            amount: number | null;
            /**
             * Format: int64
             * @description Of estimates whose total is at least so much; of every one when left out.
             */
            from: number | null;
        };
        /** @description What a site gives where nobody says otherwise. */
        UsualTerms: {
            /**
             * @default {
             *       "km": null,
             *       "months": null
             *     }
             */
            part?: components["schemas"]["WarrantyTerm"];
            /**
             * @default {
             *       "km": null,
             *       "months": null
             *     }
             */
            labour?: components["schemas"]["WarrantyTerm"];
        };
        /** @description What a tone says in a language. */
        UsualWords: {
            tone: components["schemas"]["DunningTone"];
            language: components["schemas"]["Language"];
            title: string;
            text: string;
        };
        /** @description How a site values its stock. */
        Valuation: {
            site_id: components["schemas"]["SiteId"];
            method: components["schemas"]["ValuationMethod"];
            /** Format: int64 */
            version: number;
            /** @description update */
            actions: string[];
        };
        ValuationInput: {
            method: components["schemas"]["ValuationMethod"];
        };
        /** @enum {string} */
        ValuationMethod: "moving_average" | "fifo";
        /**
         * @description When VAT is told.
         * @enum {string}
         */
        VatBasis: "invoiced" | "paid";
        /** @description VAT of one rate: the base is the sum of rounded line nets and of their levies, the VAT is rounded once. */
        VatGroup: {
            rate: components["schemas"]["BasisPoints"];
            base: components["schemas"]["Amount"];
            vat: components["schemas"]["Amount"];
            /** @description What is sold without VAT to who has a certificate; it stands apart from what is taxed at nothing. */
            exempt?: boolean;
        };
        /** @description VAT on sales of a site in some days, in minor units of its currency. */
        VatReport: {
            site_id: components["schemas"]["SiteId"];
            currency: string;
            /** Format: date */
            from: string;
            /** Format: date */
            until: string;
            basis: components["schemas"]["VatBasis"];
            /** @description The highest first. */
            rates: components["schemas"]["RateSum"][];
            base: components["schemas"]["Amount"];
            vat: components["schemas"]["Amount"];
            /** @description Invoiced less what credit notes took back, on either basis. */
            stamp_duty: components["schemas"]["Amount"];
            /** @description Levies that are in the base, likewise. */
            levies: components["schemas"]["Amount"];
            /** Format: int64 */
            invoices: number;
            /** Format: int64 */
            credit_notes: number;
        };
        /** @description A car, van, truck or motorcycle. */
        Vehicle: {
            id: components["schemas"]["VehicleId"];
            owner: components["schemas"]["VehicleOwner"] | null;
            plate: components["schemas"]["Plate"];
            vin: string | null;
            /** @description `check-digit` when a North American VIN's check digit is wrong. */
            vin_warning: string | null;
            make: string;
            model: string;
            /** Format: int32 */
            year: number | null;
            fuel: components["schemas"]["Fuel"] | null;
            colour: string | null;
            /** Format: int64 */
            odometer_km: number | null;
            /**
             * Format: int64
             * @description As the instrument shows it, in its own unit.
             */
            odometer_shown: number | null;
            odometer_unit: components["schemas"]["OdometerUnit"];
            /** Format: date-time */
            odometer_at: string | null;
            usage: components["schemas"]["VehicleUsage"];
            /** Format: date */
            first_registered_on: string | null;
            /** Format: date */
            inspection_on: string | null;
            /** Format: date */
            insurance_on: string | null;
            /** Format: date */
            road_tax_on: string | null;
            /**
             * Format: date
             * @description When the first item of the plan is due, and which one it is.
             */
            service_on: string | null;
            service_item: string | null;
            key_tag: string | null;
            unit_number: string | null;
            engine_code: string | null;
            /** @description What it has in the garage's own fields: key to value. */
            custom: {
                [key: string]: string;
            };
            archived: boolean;
            notes: string | null;
            /** Format: date-time */
            created_at: string;
            /** Format: int64 */
            version: number;
            /** @description `update`, `record_odometer`, `transfer`, `archive`, `restore` */
            actions: string[];
        };
        /** @description When what is due for a vehicle, and why then. */
        VehicleCare: {
            unit: components["schemas"]["OdometerUnit"];
            daily: components["schemas"]["DailyUse"];
            /** @description The readings that count, oldest first, as the present instrument counts. */
            points: components["schemas"]["OdometerPoint"][];
            /**
             * Format: int64
             * @description What the odometer should show today.
             */
            expected: number | null;
            items: components["schemas"]["CareItem"][];
            legal: components["schemas"]["LegalDate"][];
        };
        /** @description The fields of every vehicle beside those that all garages have. */
        VehicleFields: {
            fields: components["schemas"]["CustomField"][];
        };
        /** @description A photo or document of a vehicle. */
        VehicleFile: {
            /** Format: uuid */
            id: string;
            /** @description As its sender called it. */
            name: string;
            media: components["schemas"]["FileMedia"];
            /**
             * Format: int64
             * @description Bytes.
             */
            size: number;
            by_name: string;
            /** Format: date-time */
            at: string;
        };
        /** @description The photos and documents of a vehicle. */
        VehicleFiles: {
            /** @description Newest first, at most 200. */
            items: components["schemas"]["VehicleFile"][];
        };
        /**
         * Format: uuid
         * @description A car, van, truck or motorcycle.
         */
        VehicleId: string;
        VehicleInput: {
            owner_id: components["schemas"]["CustomerId"];
            /** @description Any spelling; Tunisian ones are brought to `215 TU 4821`. */
            plate: string;
            /** @description ISO 3166 alpha-2; `TN` when left out. */
            country?: string | null;
            vin?: string | null;
            make: string;
            model: string;
            /** Format: int32 */
            year?: number | null;
            fuel?: components["schemas"]["Fuel"] | null;
            colour?: string | null;
            /** Format: int64 */
            odometer_km?: number | null;
            /**
             * Format: int64
             * @description Instead of `odometer_km`: as the instrument shows it, in `odometer_unit`.
             */
            odometer_shown?: number | null;
            odometer_unit?: components["schemas"]["OdometerUnit"];
            usage?: components["schemas"]["VehicleUsage"];
            /** Format: date */
            first_registered_on?: string | null;
            /**
             * Format: date
             * @description The technical inspection is good until then; likewise insurance and road tax.
             */
            inspection_on?: string | null;
            /** Format: date */
            insurance_on?: string | null;
            /** Format: date */
            road_tax_on?: string | null;
            key_tag?: string | null;
            /** @description In its owner's fleet; the vehicle is found by it. */
            unit_number?: string | null;
            engine_code?: string | null;
            notes?: string | null;
            /** @description What it has in the garage's own fields: key to value. */
            custom?: {
                [key: string]: string;
            };
            /** @description Take the plate although another vehicle has it: it was issued again. */
            allow_duplicate_plate?: boolean;
        };
        /** @description What a vehicle's inspections say over time. */
        VehicleInspections: {
            /** @description Newest first, at most twenty. */
            items: components["schemas"]["InspectionRow"][];
            /** @description What was measured, in the order of the newest inspection. */
            trends: components["schemas"]["InspectionTrend"][];
        };
        VehicleLabel: {
            id: components["schemas"]["VehicleId"];
            plate: string;
            label: string;
        };
        VehicleNumberedParts: {
            /** @description The newest first, of the last 200 visits. */
            parts: components["schemas"]["NumberedPart"][];
        };
        VehicleOwner: {
            id: components["schemas"]["CustomerId"];
            name: string;
        };
        /** @description Who owned the vehicle. */
        VehicleOwners: {
            /** @description The present owner first. */
            items: components["schemas"]["VehicleOwnership"][];
        };
        /** @description From when to when somebody owned a vehicle. */
        VehicleOwnership: {
            customer_id: components["schemas"]["CustomerId"];
            /** @description Null when nobody is known by the id any more. */
            name: string | null;
            /** Format: date-time */
            since: string;
            /**
             * Format: date-time
             * @description Null for the present owner.
             */
            until: string | null;
            /** @description What of the time before was handed over with it. */
            shares: components["schemas"]["TransferShares"];
            by_name: string;
        };
        /** @description What to change; null clears, what is left out stays. The owner changes by transfer, the odometer by a reading. */
        VehiclePatch: {
            plate?: string | null;
            /** @description Of the plate, when one is given; `TN` when left out. */
            country?: string | null;
            vin?: string | null;
            make?: string | null;
            model?: string | null;
            /** Format: int32 */
            year?: number | null;
            fuel?: components["schemas"]["Fuel"] | null;
            colour?: string | null;
            notes?: string | null;
            odometer_unit?: components["schemas"]["OdometerUnit"] | null;
            usage?: components["schemas"]["VehicleUsage"] | null;
            /** Format: date */
            first_registered_on?: string | null;
            /** Format: date */
            inspection_on?: string | null;
            /** Format: date */
            insurance_on?: string | null;
            /** Format: date */
            road_tax_on?: string | null;
            key_tag?: string | null;
            unit_number?: string | null;
            engine_code?: string | null;
            /** @description Of the garage's own fields those that are to change; an empty text clears. */
            custom?: {
                [key: string]: string;
            };
            allow_duplicate_plate?: boolean;
        };
        /** @description The plan. Every vehicle's dates follow it. */
        VehiclePlan: {
            items: components["schemas"]["PlanItem"][];
        };
        /** @description The vehicles that are not archived, in numbers. */
        VehicleStatistics: {
            /** Format: int64 */
            total: number;
            /** Format: int64 */
            without_owner: number;
            /** Format: int64 */
            service_overdue: number;
            /** @description The commonest first, at most 15. */
            makes: components["schemas"]["MakeCount"][];
            /** @description By year of make, the oldest first. */
            years: components["schemas"]["YearCount"][];
            fuels: components["schemas"]["FuelCount"][];
            /** @description How far they go in a day, in steps of 10 km; the last is 90 km and more. */
            daily: components["schemas"]["DailyCount"][];
            /** @description Services due in each of the next 12 weeks, from today on. */
            weeks: components["schemas"]["WeekCount"][];
        };
        /** @description The tyres of a vehicle. */
        VehicleTyres: {
            /** @description What was last found at each position. */
            present: components["schemas"]["Tyre"][];
            /** @description What was found before, newest first, at most 60. */
            before: components["schemas"]["Tyre"][];
            /** @description Newest first. */
            stored: components["schemas"]["StoredTyres"][];
        };
        /**
         * @description What a vehicle is used for: how often the law has it inspected.
         * @enum {string}
         */
        VehicleUsage: "private" | "utility" | "hire";
        /** @description What was done at a visit: here, or before the garage had this system. */
        VehicleVisit: {
            /** Format: uuid */
            id: string;
            work_order_id: components["schemas"]["WorkOrderId"] | null;
            /** @description Of the work order, or of the earlier system's document if it had one. */
            number: string | null;
            site_id: components["schemas"]["SiteId"];
            /**
             * Format: date-time
             * @description Of one out of an earlier system only the day is known: it is noon UTC.
             */
            completed_at: string;
            /** Format: int64 */
            odometer_km: number | null;
            /** @description Titles of the jobs done. */
            summary: string;
            /** @description It was brought from an earlier system. */
            is_earlier: boolean;
            /** @description Where it was done, when at another garage. */
            garage: string | null;
            total: components["schemas"]["Amount"] | null;
            currency: string | null;
        };
        /** @enum {string} */
        Verdict: "approve" | "decline";
        /** @description What is read from a VIN, to fill a form with; all of it may be overwritten. */
        VinReading: {
            /** @description In capitals, without separators. */
            vin: string;
            /** @description `check-digit` when a North American VIN's check digit is wrong. */
            warning: string | null;
            /** @description Null when the manufacturer's code is not in our table. */
            make: string | null;
            /** @description ISO 3166 alpha-2 of where it was made, where one code means one country. */
            country: string | null;
            /**
             * Format: int32
             * @description By the tenth place, where makers hold to it.
             */
            year: number | null;
            /** @description The vehicles that have this VIN already. */
            known: components["schemas"]["KnownVin"][];
        };
        /** @description An appointment as its customer sees it. */
        Visit: {
            number: string;
            site: components["schemas"]["PublicSite"];
            state: components["schemas"]["AppointmentState"];
            /** Format: date-time */
            start: string;
            /** Format: date-time */
            end: string;
            services: components["schemas"]["TranslatedName"][];
            plate: string | null;
            /** @description The customer's words. */
            concern: string;
            /** @description Its time is over. */
            is_past: boolean;
            /** @description Giving it up now would be late. */
            is_late: boolean;
            /** @description As who booked online chose. */
            language: string | null;
            /** @description `reschedule`, `cancel`, `add_words` */
            actions: string[];
        };
        VisitWords: {
            /** @description In place of what was there; empty takes it away. */
            concern: string;
        };
        /**
         * @description A warning lamp.
         * @enum {string}
         */
        WarningLamp: "engine" | "oil" | "battery" | "temperature" | "brakes" | "abs" | "airbag" | "tyres" | "steering" | "service";
        /** @description A line that was sold with a warranty. */
        Warranty: {
            line_id: components["schemas"]["LineId"];
            work_order_id: components["schemas"]["WorkOrderId"];
            work_order: string;
            job_id: components["schemas"]["JobId"];
            job_title: string;
            kind: components["schemas"]["LineKind"];
            product_id: components["schemas"]["ProductId"] | null;
            description: string;
            /** Format: int32 */
            months: number | null;
            /** Format: int64 */
            km: number | null;
            /** Format: date-time */
            sold_at: string | null;
            /** Format: int64 */
            sold_km: number | null;
            /** Format: date */
            until_on: string | null;
            /** Format: int64 */
            until_km: number | null;
            /** @description It holds today, at the reading that was asked for. */
            is_covered: boolean;
        };
        /** @description How long something is good for: whichever ends first. Neither is no warranty. */
        WarrantyTerm: {
            /** Format: int32 */
            months: number | null;
            /**
             * Format: int64
             * @description Kilometres from when it left.
             */
            km: number | null;
        };
        /** @description A site's terms. */
        WarrantyTerms: {
            site_id: components["schemas"]["SiteId"];
            usual: components["schemas"]["UsualTerms"];
            /** Format: int64 */
            version: number;
            /** @description update */
            actions: string[];
        };
        /** @description How the document tells of an origin: https, or plain http on this machine for trying things out. */
        WebOrigin: string;
        /** @description A program of others that is told what happens, without its secret. */
        Webhook: {
            /** Format: uuid */
            id: string;
            name: string;
            url: string;
            /** @description What it is told of; of everything when empty. */
            types: components["schemas"]["EventType"][];
            /** @description Of what happens at these sites, and of what the group shares. */
            sites: components["schemas"]["SiteId"][];
            state: components["schemas"]["WebhookState"];
            /**
             * Format: int32
             * @description Tries of the next event that failed.
             */
            failures: number;
            /**
             * Format: date-time
             * @description When it is tried again; null where nothing failed, and where it waits for somebody.
             */
            next_try_at: string | null;
            /** @description What came of the last try, if it failed: `HTTP 503`. */
            fault: string | null;
            /**
             * Format: date-time
             * @description When it last took something.
             */
            told_at: string | null;
            /**
             * Format: int64
             * @description How many events it has not been told yet, as far as 1000.
             */
            waiting: number;
            /**
             * Format: date-time
             * @description Until when the secret before signs too.
             */
            both_sign_until: string | null;
            created_by: string;
            /** Format: date-time */
            created_at: string;
            /** Format: int64 */
            version: number;
        };
        /** @description What came of telling a webhook something. */
        WebhookDelivery: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            event_id: string;
            /** @example invoice.issued */
            type: string;
            /**
             * Format: int32
             * @description Of this event, counted from 1.
             */
            attempt: number;
            /** @description Somebody asked for it; it changes nothing of what is told in order. */
            is_trial: boolean;
            /** @description It answered with 2xx. */
            is_taken: boolean;
            /**
             * Format: int32
             * @description Null where nobody answered.
             */
            status: number | null;
            /** Format: int64 */
            duration_ms: number;
            /** @description Why nobody did. */
            fault: string | null;
            /** Format: date-time */
            at: string;
        };
        /** @enum {string} */
        WebhookState: "active" | "off" | "paused" | "gone";
        WeekCount: {
            /** Format: date */
            from: string;
            /** Format: int64 */
            count: number;
        };
        /**
         * Format: int32
         * @description A day of the week: 1 (Monday) to 7 (ISO 8601).
         */
        Weekday: number;
        /**
         * @description What can stand in a place of a form.
         * @enum {string}
         */
        WhatsappFact: "text" | "customer" | "garage" | "phone" | "link";
        /** @description A text that the provider approved: a business may begin to write with no other. */
        WhatsappForm: {
            /** @description What it is for. */
            event: components["schemas"]["MessageEvent"];
            language: components["schemas"]["Language"];
            /**
             * @description What Meta calls it; with Twilio its `Content SID`.
             * @example car_ready
             */
            name: string;
            /** @description What stands in its places, in their order. */
            places: components["schemas"]["WhatsappFact"][];
        };
        /** @description Through whom a site's WhatsApp messages go. Its keys are never shown. */
        WhatsappGateway: {
            site_id: components["schemas"]["SiteId"];
            enabled: boolean;
            provider: components["schemas"]["WhatsappProvider"];
            account: string | null;
            sender: string | null;
            has_key: boolean;
            has_signing_key: boolean;
            /** @description Texts that the provider approved. */
            forms: components["schemas"]["WhatsappForm"][];
            /** @description Where the provider is to tell what became of messages, and what customers write; that is set there. */
            told_at: string;
            /** @description The `verify token` that Meta is given with that address; null with Twilio, and for who may not change it. */
            word: string | null;
            /**
             * Format: int32
             * @description Messages a minute.
             */
            per_minute: number;
            /**
             * Format: int64
             * @description What a part of a text message costs, or a WhatsApp message: millionths of the currency.
             * @example 35000
             */
            price: number | null;
            /** @description Of the site: ISO 4217. */
            currency: string;
            /** @description What was sent since the month began where the site is. */
            month: components["schemas"]["SentInMonth"];
            /**
             * Format: date-time
             * @description Null unless messages wait.
             */
            paused_at: string | null;
            /**
             * Format: int64
             * @description Messages that wait to be sent, of 1000 at most.
             */
            waiting: number;
            /** @description `set`, `pause` or `resume`, `try`. */
            actions: string[];
            /**
             * Format: int64
             * @description For `If-Match`; 0 while nothing was chosen.
             */
            version: number;
        };
        /**
         * @description Who takes WhatsApp messages.
         * @enum {string}
         */
        WhatsappProvider: "meta" | "twilio";
        /** @description Why an attachment counts no more. */
        WithdrawAttachment: {
            reason: string;
        };
        /** @description A rate, and the certificate that the customer hands over. */
        Withholding: {
            /** Format: int32 */
            rate: number;
            /** @description Its number. */
            certificate: string;
        };
        /** @description A discount on an order or a job: a share or an amount. */
        WorkDiscount: {
            share: components["schemas"]["BasisPoints"] | null;
            amount: components["schemas"]["Amount"] | null;
            reason: string;
            by: string;
            /** @description The code of the coupon that gives it. */
            coupon: string | null;
        };
        /** @description What a site's unfinished work is worth at the end of a day, in minor units of its currency. */
        WorkInProgress: components["schemas"]["WorkWorth"] & {
            site_id: components["schemas"]["SiteId"];
            currency: string;
            /** Format: date */
            on: string;
            /** @description By state, in the order of the work. */
            states: components["schemas"]["WorkOfState"][];
            /**
             * Format: int64
             * @description Seconds that were clocked, and how many of them by people whose pay nobody wrote down: those cost nothing here.
             */
            worked: number;
            /** Format: int64 */
            unpriced: number;
        };
        WorkMonthEnd: {
            /**
             * Format: date
             * @description The month's last day; of the last one the day that was asked for.
             */
            on: string;
            /** Format: int64 */
            orders: number;
            /** @description What was approved and not invoiced, without VAT. */
            net: components["schemas"]["Amount"];
        };
        /** @description Unfinished work at the ends of months. */
        WorkMonthEnds: {
            currency: string;
            /** @description The oldest first; the last is the day itself. */
            months: components["schemas"]["WorkMonthEnd"][];
        };
        WorkOfState: {
            state: components["schemas"]["WorkOrderState"];
            /** Format: int64 */
            orders: number;
            net: components["schemas"]["Amount"];
        };
        /** @description A work order whole. */
        WorkOrder: {
            id: components["schemas"]["WorkOrderId"];
            /** @example LAC-2026-00042 */
            number: string;
            site_id: components["schemas"]["SiteId"];
            state: components["schemas"]["WorkOrderState"];
            hold: components["schemas"]["Hold"] | null;
            concern: string;
            customer: components["schemas"]["CustomerLabel"];
            vehicle: components["schemas"]["VehicleLabel"] | null;
            technician: components["schemas"]["TechnicianLabel"] | null;
            /**
             * Format: int64
             * @description Kilometres.
             */
            odometer_in: number | null;
            /** Format: int64 */
            odometer_out: number | null;
            key_tag: string | null;
            /** Format: date-time */
            promised_at: string | null;
            notes: string | null;
            cancel_reason: string | null;
            jobs: components["schemas"]["Job"][];
            /** @description Declined jobs left out. */
            totals: components["schemas"]["Totals"];
            /** @description What completed work charged for old parts that came after all, with VAT: owed to the customer. */
            core_owed?: components["schemas"]["Amount"];
            invoices: components["schemas"]["WorkOrderInvoice"][];
            /** Format: date-time */
            opened_at: string;
            /** Format: date-time */
            completed_at: string | null;
            /** Format: date-time */
            closed_at: string | null;
            appointment_id: components["schemas"]["AppointmentId"] | null;
            lead_source: components["schemas"]["LeadSource"] | null;
            /** @description The customer's own order number. */
            po_number: string | null;
            /** Format: int64 */
            version: number;
            /** @description Who passed its quality check. */
            checked_by: string | null;
            deposit: components["schemas"]["OrderDeposit"] | null;
            credit_allowed: components["schemas"]["CreditAllowed"] | null;
            quote: components["schemas"]["OrderQuote"] | null;
            discount: components["schemas"]["WorkDiscount"] | null;
            exemption: components["schemas"]["Exemption"] | null;
            /** @description convert, update, `add_job`, authorise, assign, start, hold, resume, submit, check, complete, reopen, cancel, restore, `hand_over`, `allow_credit`, exempt */
            actions: string[];
        };
        /**
         * Format: uuid
         * @description The visit's file.
         */
        WorkOrderId: string;
        WorkOrderInvoice: {
            id: components["schemas"]["InvoiceId"];
            number: string | null;
            state: components["schemas"]["InvoiceState"];
            due: components["schemas"]["Amount"];
            /** @description Of somebody who pays in the customer's place. */
            is_payers?: boolean;
            /** @description Of several work orders: what is due of it is due of them all. */
            is_together?: boolean;
        };
        /** @description A work order in a list. */
        WorkOrderRow: {
            id: components["schemas"]["WorkOrderId"];
            number: string;
            site_id: components["schemas"]["SiteId"];
            state: components["schemas"]["WorkOrderState"];
            hold_reason: components["schemas"]["HoldReason"] | null;
            /** Format: date-time */
            held_since: string | null;
            customer: components["schemas"]["CustomerName"];
            vehicle: components["schemas"]["VehicleLabel"] | null;
            technician: components["schemas"]["TechnicianLabel"] | null;
            /** @description The first job's title, or the concern. */
            title: string;
            key_tag: string | null;
            /** Format: date-time */
            promised_at: string | null;
            /** Format: date-time */
            opened_at: string;
            /**
             * Format: date-time
             * @description When it was ready last.
             */
            completed_at: string | null;
            total: components["schemas"]["Amount"];
            currency: string;
            /**
             * Format: int32
             * @description Jobs on which the customer has yet to decide.
             */
            jobs_waiting: number;
            parts: components["schemas"]["PartsLight"] | null;
            /**
             * Format: date
             * @description When the last part that is ordered and not here is expected: after the promised day, the promise is at risk.
             */
            parts_expected_on: string | null;
            column_id: components["schemas"]["ColumnId"] | null;
            /** Format: int64 */
            version: number;
            actions: string[];
        };
        /**
         * @description The state's name.
         * @enum {string}
         */
        WorkOrderState: "quote" | "estimate" | "approved" | "in_progress" | "on_hold" | "quality_check" | "ready" | "invoiced" | "closed" | "cancelled";
        /**
         * @description A turn of the work.
         * @enum {string}
         */
        WorkStatus: "began" | "waiting_for_parts" | "promise_moved";
        /** @description What unfinished work is worth. */
        WorkWorth: {
            /** Format: int64 */
            orders: number;
            /** @description What is approved and not invoiced, without VAT. */
            net: components["schemas"]["Amount"];
            /** @description Parts that were issued or fitted. */
            parts_cost: components["schemas"]["Amount"];
            sublet_cost: components["schemas"]["Amount"];
            labour_cost: components["schemas"]["Amount"] | null;
            /** @description The sum of what is told. */
            cost: components["schemas"]["Amount"];
        };
        Worker: {
            id: components["schemas"]["UserId"];
            name: string;
        };
        Worth: {
            currency: string;
            total: components["schemas"]["Amount"];
            /** @description Of an order, comebacks left out. */
            average: components["schemas"]["Amount"];
        };
        /**
         * @description What somebody would rather be written by.
         * @enum {string}
         */
        WrittenBy: "email" | "sms" | "whatsapp";
        YearCount: {
            /** Format: int32 */
            year: number;
            /** Format: int64 */
            count: number;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
